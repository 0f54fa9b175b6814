namespace HeadlessKey.Registration;

/// <summary>What <c>/verify-email</c> answers. The login is told because private mode may have had to vary it.</summary>
internal sealed record VerifyEmailResponse(string Message, string UserLogin);
