namespace HeadlessKey.Directory.Transfer;

/// <summary>What became of a row.</summary>
internal abstract record ImportOutcome
{
    internal sealed record Created(string OldId, long UserId, bool HasPassword) : ImportOutcome;

    /// <summary>Somebody with this login and this address is there already, such as from an earlier run.</summary>
    internal sealed record AlreadyThere(string OldId, long UserId) : ImportOutcome;

    /// <summary>Nothing became of it; the reason is a code, the text says it in words.</summary>
    internal sealed record Refused(long Row, string Login, string Reason, string Text) : ImportOutcome;
}
