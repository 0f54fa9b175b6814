namespace HeadlessKey.Hooks;

/// <summary>Marks the hooks that are asked over HTTP.</summary>
internal interface IHttpHook;
