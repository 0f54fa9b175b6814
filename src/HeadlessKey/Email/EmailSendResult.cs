namespace HeadlessKey.Email;

/// <summary>What became of a mail that was handed on.</summary>
public abstract class EmailSendResult
{
    private EmailSendResult()
    {
    }

    /// <summary>It was taken.</summary>
    /// <param name="answer">What took it and what it said, for operators. Never the mail's content.</param>
    public sealed class Sent(string answer) : EmailSendResult
    {
        /// <summary>What took it and what it said.</summary>
        public string Answer { get; } = answer;
    }

    /// <summary>A hook lets it not be sent at all.</summary>
    internal sealed class Suppressed : EmailSendResult;

    /// <summary>It was not taken now; it is tried again later.</summary>
    /// <param name="reason">Why, for operators. Never the mail's content.</param>
    public sealed class FailedForNow(string reason) : EmailSendResult
    {
        /// <summary>Why, for operators.</summary>
        public string Reason { get; } = reason;
    }

    /// <summary>It will never be taken, such as by a recipient that does not exist; it is given up.</summary>
    /// <param name="reason">Why, for operators. Never the mail's content.</param>
    public sealed class Refused(string reason) : EmailSendResult
    {
        /// <summary>Why, for operators.</summary>
        public string Reason { get; } = reason;
    }
}
