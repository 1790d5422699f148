using FsCheck;
using FsCheck.Fluent;
using RunEvaluations.Domain.Labels;

namespace RunEvaluations.Domain.Tests.Labels;

public sealed class ValueConstraintPermitsTests
{
    private static readonly Gen<double> Finite = ArbMap.Default.GeneratorFor<NormalFloat>().Select(f => f.Item);

    private static readonly Gen<double> NearWhole =
        from whole in Gen.Choose(-3, 103)
        from off in Gen.Elements(0, 1e-9, -1e-9, 0.5)
        select whole + off;

    private static readonly Gen<ValueConstraint> Constraints = Gen.OneOf(
        Gen.Constant(A.Binary),
        from bounds in Finite.Two() where bounds.Item1 < bounds.Item2 select A.Continuous(bounds.Item1, bounds.Item2),
        from count in Gen.Choose(2, 100) select A.Categorical(A.Categories(count)),
        from count in Gen.Choose(2, 100) select A.Ordinal(A.Categories(count)));

    [Fact]
    public void A_binary_label_takes_exactly_zero_and_one() =>
        Always.Holds(Gen.OneOf(NearWhole, Finite), value => A.Binary.Permits(value) == value is 0 or 1);

    [Theory]
    [InlineData(0, true)]
    [InlineData(-0.0, true)]
    [InlineData(1, true)]
    [InlineData(0.5, false)]
    [InlineData(2, false)]
    [InlineData(-1, false)]
    [InlineData(double.Epsilon, false)]
    [InlineData(0.9999999999999999, false)]
    public void A_binary_label_takes(double value, bool permitted) =>
        Assert.Equal(permitted, A.Binary.Permits(value));

    [Fact]
    public void A_continuous_label_takes_what_lies_between_its_bounds() =>
        Always.Holds(Finite.Three(), t => A.Continuous(t.Item1, t.Item2).Permits(t.Item3)
            == (t.Item3.CompareTo(t.Item1) >= 0 && t.Item3.CompareTo(t.Item2) <= 0));

    [Fact]
    public void A_continuous_label_takes_its_bounds_and_nothing_next_to_them() =>
        Always.Holds(
            from bounds in Finite.Two() where bounds.Item1 < bounds.Item2 select bounds,
            bounds =>
            {
                var constraint = A.Continuous(bounds.Item1, bounds.Item2);
                return constraint.Permits(bounds.Item1)
                    && constraint.Permits(bounds.Item2)
                    && !constraint.Permits(Math.BitDecrement(bounds.Item1))
                    && !constraint.Permits(Math.BitIncrement(bounds.Item2));
            });

    [Fact]
    public void A_label_with_categories_takes_the_index_of_each_and_nothing_else() =>
        Always.Holds(
            from count in Gen.Choose(2, 100)
            from value in Gen.OneOf(NearWhole, Gen.Elements(count - 1.0, count, count - 0.5))
            from ordered in Gen.Elements(true, false)
            select (Count: count, Value: value, Ordered: ordered),
            t =>
            {
                var categories = A.Categories(t.Count);
                var constraint = t.Ordered ? A.Ordinal(categories) : A.Categorical(categories);
                return constraint.Permits(t.Value) == Enumerable.Range(0, t.Count).Any(i => i == t.Value);
            });

    [Fact]
    public void No_label_takes_what_is_not_a_finite_number() =>
        Always.Holds(Constraints, constraint => !new[]
        {
            double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        }.Any(constraint.Permits));
}
