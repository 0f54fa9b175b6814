namespace HeadlessKey.Hooks;

/// <summary>An HTTP hook that could not be asked, or whose answer could not be taken.</summary>
internal sealed class HookFailedException(string reason) : Exception(reason);
