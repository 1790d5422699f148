using FsCheck;
using FsCheck.Fluent;
using RunEvaluations.Domain.Labels;

namespace RunEvaluations.Infrastructure.Tests.Evaluations;

/// <summary>A constraint and values to hold against it.</summary>
internal sealed record Judgment(ValueConstraint Constraint, double[] Values)
{
    public override string ToString() => FormattableString.Invariant(
        $"{Constraint.Type} from {Constraint.Lowest:R} to {Constraint.Highest:R}: {string.Join(" ", Values)}");
}

/// <summary>Constraints of every type, and values that lie in them, out of them and on their edges.</summary>
internal static class Judgments
{
    private const int ValuesEach = 8;

    private static readonly double[] Landmarks =
    [
        0, double.NegativeZero, double.Epsilon, 2.2250738585072014E-308, 1e-5, 0.1, 0.5, 1, 1.5, 2, 99, 99.5, 100,
        int.MaxValue, 4503599627370495.5, 9007199254740992, 1e16, 1e300, double.MaxValue,
    ];

    public static Gen<Judgment> Any =>
        from constraint in Constraints
        from values in Gen.ArrayOf(ValuesFor(constraint), ValuesEach)
        select new Judgment(constraint, values);

    private static Gen<double> Numbers => Gen.OneOf(
        Gen.Elements(Landmarks),
        Gen.Elements(Landmarks).Select(number => -number),
        Gen.Choose(-10, 210).Select(number => number / 2d),
        ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite));

    private static Gen<ValueConstraint> Constraints => Gen.OneOf(
        Gen.Constant(new ValueConstraint(EvaluationValueType.Binary)),
        Gen.Choose(ValueConstraint.MinCategories, ValueConstraint.MaxCategories).SelectMany(Categories),
        Numbers.Zip(Numbers).Where(bounds => bounds.Item1 != bounds.Item2).Select(Between),
        Numbers.Where(number => number < double.MaxValue)
            .Select(number => Between((number, Math.BitIncrement(number)))));

    private static Gen<double> ValuesFor(ValueConstraint constraint)
    {
        var (lowest, highest) = (constraint.Lowest, constraint.Highest);
        double[] edges =
        [
            lowest, Math.BitDecrement(lowest), Math.BitIncrement(lowest), lowest - 1, lowest + 0.5,
            highest, Math.BitDecrement(highest), Math.BitIncrement(highest), highest + 1, highest - 0.5,
            (lowest / 2) + (highest / 2), Math.Round((lowest / 2) + (highest / 2)),
            double.NegativeZero, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        ];
        return Gen.OneOf(Gen.Elements(edges), Numbers);
    }

    private static ValueConstraint Between((double One, double Other) bounds) => new(
        EvaluationValueType.Continuous,
        Math.Min(bounds.One, bounds.Other),
        Math.Max(bounds.One, bounds.Other));

    private static Gen<ValueConstraint> Categories(int count)
    {
        string[] categories = [.. Enumerable.Range(0, count).Select(number => $"category {number}")];
        return Gen.Elements(EvaluationValueType.Categorical, EvaluationValueType.Ordinal)
            .Select(type => new ValueConstraint(type, Categories: categories));
    }
}
