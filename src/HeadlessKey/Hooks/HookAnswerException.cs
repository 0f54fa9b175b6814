namespace HeadlessKey.Hooks;

/// <summary>An HTTP hook's answer that cannot be taken. The message names no value: it is logged.</summary>
internal sealed class HookAnswerException(string problem) : Exception(problem);
