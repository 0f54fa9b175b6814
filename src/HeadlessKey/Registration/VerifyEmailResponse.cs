namespace HeadlessKey.Registration;

/// <summary>What <c>/verify-email</c> answers. The login is told because private mode may have had to vary it.</summary>
/// <param name="Message">What was done, in the language that the request asks for.</param>
/// <param name="UserLogin">The login of the account.</param>
internal sealed record VerifyEmailResponse(string Message, string UserLogin);
