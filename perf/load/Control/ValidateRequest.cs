namespace HeadlessKey.Load.Control;

internal sealed record ValidateRequest(string? Token);
