using HeadlessKey.Passwords;
using Microsoft.AspNetCore.Identity;

namespace HeadlessKey.Tests.Passwords.Formats;

public sealed class IdentityHashTests
{
    [Theory, Promise("P4")]
    [InlineData("AQAAAAAAAAPoAAAAEAABAgMEBQYHCAkKCwwNDg/Kv5tkqQSdO0Z/d/XxWNczkIjFP2C3aR/Oyg84EdRL9A==")] // SHA-1
    [InlineData("AQAAAAEAACcQAAAAEAABAgMEBQYHCAkKCwwNDg9f4Mgt5W5f2Y0cIC8QN4OVqq4JhRMPut2SRld2wLKX9A==")] // SHA-256
    [InlineData("AQAAAAIAAYagAAAAEAABAgMEBQYHCAkKCwwNDg/F82/mx+OwWr0QHAWyuVqjzKcjb7NkOUseLhxacRgqVQ==")] // SHA-512
    public void Each_hash_function_of_version_3_verifies(string stored)
    {
        PasswordHasher.Verify(ForeignHashes.Password, stored).ShouldBeTrue();
        PasswordHasher.Verify(ForeignHashes.Password + " ", stored).ShouldBeFalse(); // exactly as typed
    }

    [Theory, Promise("P4")]
    [InlineData(PasswordHasherCompatibilityMode.IdentityV3)]
    [InlineData(PasswordHasherCompatibilityMode.IdentityV2)]
    public void What_aspnet_core_identity_itself_hashed_verifies(PasswordHasherCompatibilityMode mode)
    {
        var identity = new PasswordHasher<object>(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { CompatibilityMode = mode }));
        var stored = identity.HashPassword(new object(), "pässwörd 🔑");

        PasswordHasher.Verify("pässwörd 🔑", stored).ShouldBeTrue();
        PasswordHasher.Verify("passwörd 🔑", stored).ShouldBeFalse();
    }
}
