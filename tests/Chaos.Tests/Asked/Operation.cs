using System.Collections.Concurrent;

namespace RunEvaluations.Chaos.Tests.Asked;

/// <summary>What an answer said had been done: to which evaluation, and which version and value it has since.</summary>
public sealed record Receipt(Guid EvaluationId, int Version, double Value);

/// <summary>
/// One write that a client asks for, as often as it takes to learn what became of it. Its id goes along, as the comment
/// of an evaluation, the reason of a change or the metadata of a run, so that what is stored can be told apart.
/// </summary>
public sealed record Operation(Guid Id, Deed Deed)
{
    private readonly ConcurrentQueue<Receipt> receipts = [];

    public required Guid RunId { get; init; }

    public Guid LabelId { get; init; }

    /// <summary>The one to change or to retract.</summary>
    public Guid EvaluationId { get; init; }

    /// <summary>The version of it that the client has seen.</summary>
    public int Seen { get; init; }

    public double Value { get; init; }

    /// <summary>As it is stored.</summary>
    public string Mark => Id.ToString();

    /// <summary>What the answers said. There are several where it was asked for again after it had been done.</summary>
    public IReadOnlyCollection<Receipt> Receipts => receipts;

    public bool Acknowledged => !receipts.IsEmpty;

    /// <summary>The client knows that it was not done, and that it can no longer be.</summary>
    public bool Refused { get; private set; }

    public Operation Acknowledge(Receipt receipt)
    {
        receipts.Enqueue(receipt);
        return this;
    }

    public Operation Refuse()
    {
        Refused = true;
        return this;
    }
}
