using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Tests.Infrastructure;

/// <summary>Keeps each log line as its id and its text, with the exception if there is one.</summary>
internal sealed class QueueLogger<T>(ConcurrentQueue<string> lines) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{eventId.Id} {formatter(state, exception)} {exception}".TrimEnd());
}
