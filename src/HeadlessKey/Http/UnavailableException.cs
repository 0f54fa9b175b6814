namespace HeadlessKey.Http;

/// <summary>
/// A party whose answer is needed, such as the site that keeps the people, does not answer. Nothing is allowed without it: the answer is 503,
/// and the same request may be tried again.
/// </summary>
/// <param name="message">Who, and why; for the log.</param>
/// <param name="inner">What it failed with.</param>
internal sealed class UnavailableException(string message, Exception? inner = null) : Exception(message, inner);
