namespace HeadlessKey.Admin.Api.Door;

/// <summary>The administrator who asks has been signed out, or has become somebody else, since they were let in. Nothing of it happens.</summary>
internal sealed class ActorGoneException() : Exception("The administrator is signed in no longer.");
