namespace HeadlessKey.Load.Control;

internal sealed record ValidateResponse(bool Valid, Claims Data);
