namespace HeadlessKey.Users;

/// <summary>One way back in, for one use: a mailed link or a mailed code.</summary>
/// <param name="Id">Names the row. A code's hash is bound to it.</param>
/// <param name="UserId">Who gets back in.</param>
/// <param name="Method"><see cref="RecoveryStore.ByLink"/> or <see cref="RecoveryStore.ByCode"/>.</param>
/// <param name="SecretHash">What is kept of the secret.</param>
/// <param name="ExpiresAt">From then on it opens nothing.</param>
internal sealed record Recovery(string Id, long UserId, string Method, string SecretHash, DateTimeOffset ExpiresAt)
{
    public override string ToString() => $"{nameof(Recovery)} by {Method}";
}
