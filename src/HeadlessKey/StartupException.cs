namespace HeadlessKey;

/// <summary>
/// The server must not start as it is set up. The message is one line for the operator: what is wrong, where it was set,
/// and what to do.
/// </summary>
public sealed class StartupException : Exception
{
    /// <summary>Creates the exception with the line that the operator reads.</summary>
    public StartupException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the line that the operator reads and what caused it.</summary>
    public StartupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without a message.</summary>
    public StartupException()
    {
    }
}
