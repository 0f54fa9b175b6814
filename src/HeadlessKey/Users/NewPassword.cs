namespace HeadlessKey.Users;

/// <summary>A password about to be set: hashed where we store it, as typed where another directory does.</summary>
internal sealed class NewPassword
{
    private readonly string? hash;
    private readonly string? typed;

    private NewPassword(string? hash, string? typed) => (this.hash, this.typed) = (hash, typed);

    public string Hash => hash ?? throw new InvalidOperationException("That password is kept elsewhere.");

    public string Typed => typed ?? throw new InvalidOperationException("Of that password only the hash is left.");

    public static NewPassword Hashed(string hash) => new(hash, typed: null);

    public static NewPassword AsTyped(string password) => new(hash: null, password);

    public override string ToString() => nameof(NewPassword); // never the password
}
