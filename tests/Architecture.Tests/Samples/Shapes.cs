using FluentValidation;

namespace RunEvaluations.Architecture.Tests.Samples;

internal class OpenValidator : AbstractValidator<Orphan>;

internal sealed class ClosedValidator : OpenValidator;

public sealed class ThingRepository;

internal sealed class ThingManager<T>;

internal static class ThingUtils;
