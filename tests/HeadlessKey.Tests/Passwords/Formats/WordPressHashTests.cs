using HeadlessKey.Passwords;

namespace HeadlessKey.Tests.Passwords.Formats;

public sealed class WordPressHashTests
{
    [Theory, Promise("P4")]
    [InlineData("bench-lab-pass", "$wp$2y$10$BP5Ij1ISdWdVzIZTRXqMC.ZU2Fnf9mxs70K.U25i4pxAGXvTrgIlu")]
    [InlineData("bench-lab-pass", "$P$BDxRbkVbKpfoap7j8FbegmvMBtcYa9/")]
    [InlineData("test12345", "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0")]
    [InlineData("pässwörd 🔑", "$H$6saltsaltrmTpYeMaTuq9aseg06ZRS1")]
    public void What_wordpress_and_phpass_computed_verifies(string password, string stored) => PasswordHasher.Verify(password, stored).ShouldBeTrue();

    [Fact]
    public void All_of_a_long_password_counts()
    {
        const string stored = "$wp$2y$04$abcdefghijklmnopqrstuuJClX3LNOdVkWzUWMXxmJU2oUEhKA8zO"; // of 100 x

        PasswordHasher.Verify(new string('x', 100), stored).ShouldBeTrue();
        PasswordHasher.Verify(new string('x', 99), stored).ShouldBeFalse();
    }

    [Theory]
    [InlineData("it's \"quoted\"", "$wp$2y$04$abcdefghijklmnopqrstuuxZzSBMz5DDh5WOjBLpLkswvkvnVksZu")]
    [InlineData("it's", "$P$5saltsaltuWVnhYgxHqFOgrOS/y5T51")]
    public void What_a_form_of_wordpress_stored_with_slashes_opens_without(string password, string stored) =>
        PasswordHasher.Verify(password, stored).ShouldBeTrue();

    [Theory]
    [InlineData(ForeignHashes.WordPress)]
    [InlineData(ForeignHashes.Phpass)]
    public void Spaces_around_it_do_not_matter_to_wordpress(string stored)
    {
        PasswordHasher.Verify($" \t{ForeignHashes.Password}\r\n", stored).ShouldBeTrue();
        PasswordHasher.Verify($"\u00a0{ForeignHashes.Password}", stored).ShouldBeFalse(); // PHP takes off ASCII spaces only
    }

    [Theory]
    [InlineData(ForeignHashes.WordPress)]
    [InlineData(ForeignHashes.Phpass)]
    [InlineData(ForeignHashes.Md5)]
    public void What_is_longer_than_wordpress_takes_matches_nothing(string stored) =>
        PasswordHasher.Verify(new string('x', 4097), stored).ShouldBeFalse();
}
