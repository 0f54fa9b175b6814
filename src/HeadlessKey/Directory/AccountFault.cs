using HeadlessKey.Http;
using HeadlessKey.Passwords;

namespace HeadlessKey.Directory;

/// <summary>Why an account cannot be made or changed like that.</summary>
internal abstract record AccountFault
{
    /// <summary>One parameter is not usable; the text says why.</summary>
    internal sealed record Invalid(string Parameter, Text Why) : AccountFault;

    /// <summary>The password breaks the policy, for these reasons (codes).</summary>
    /// <param name="Reasons">Why, as codes.</param>
    /// <param name="Shortest">How many characters it needs, in case it has fewer.</param>
    internal sealed record PasswordRefused(IReadOnlyList<string> Reasons, int Shortest) : AccountFault
    {
        /// <summary>Whether its length is one of the reasons.</summary>
        public bool IsTooShort => Reasons.Contains(PasswordFault.TooShort, StringComparer.Ordinal);
    }

    internal sealed record LoginTaken : AccountFault;

    internal sealed record EmailTaken : AccountFault;

    /// <summary>The password that was asked for once more is not the one.</summary>
    internal sealed record IncorrectPassword : AccountFault;

    /// <summary>Too many wrong ones came before it.</summary>
    internal sealed record TooManyAttempts(TimeSpan RetryAfter) : AccountFault;

    internal sealed record NoSuchUser : AccountFault;

    /// <summary>The administrator who asked for it has been changed meanwhile, and may be none any more.</summary>
    internal sealed record ActorChanged : AccountFault;

    /// <summary>It would be done to the very administrator who asks for it.</summary>
    internal sealed record OwnAccount : AccountFault;

    /// <summary>It needs a mail, and this server sends none.</summary>
    internal sealed record NoMail : AccountFault;

    /// <summary>That is done where people live, which is not here.</summary>
    internal sealed record DoneElsewhere : AccountFault;

    /// <summary>Too many passwords are being hashed.</summary>
    internal sealed record Busy : AccountFault;
}
