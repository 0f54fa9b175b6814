using System.Text.Json;
using System.Text.Json.Nodes;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Tests.Hooks;

/// <summary>What hooks may add to tokens and answers.</summary>
public sealed class AddedMembersTests
{
    [Theory]
    [InlineData("iss")]
    [InlineData("aud")]
    [InlineData("iat")]
    [InlineData("nbf")]
    [InlineData("exp")]
    [InlineData("jti")]
    [InlineData("sub")]
    [InlineData("sid")]
    [InlineData("gen")]
    [InlineData("roles")]
    [InlineData("data")]
    [InlineData("ROLES")]
    [InlineData("Sub")]
    public void No_claim_of_ours_can_be_set_or_removed(string name)
    {
        var point = SamplePoints.TokenIssuing;

        Should.Throw<ArgumentException>(() => point.SetClaim(name, "x"));
        Should.Throw<ArgumentException>(() => point.RemoveClaim(name));
        point.Claims.ShouldBeEmpty();
    }

    [Fact]
    public void No_documented_member_of_an_answer_can_be_set()
    {
        var documented = JsonNamingPolicy.SnakeCaseLower;
        foreach (var member in typeof(TokenResponse<UserResponse>).GetProperties().Where(member => member.Name != "Added"))
        {
            Should.Throw<ArgumentException>(() => SamplePoints.TokenResponding.SetMember(documented.ConvertName(member.Name), 1), member.Name);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("naïve")]
    [InlineData("\ud800")]
    public void A_name_is_visible_ascii(string name) => Should.Throw<ArgumentException>(() => SamplePoints.TokenIssuing.SetClaim(name, 1));

    [Fact]
    public void A_name_has_at_most_64_characters()
    {
        SamplePoints.TokenIssuing.SetClaim(new string('a', 64), 1);
        Should.Throw<ArgumentException>(() => SamplePoints.TokenIssuing.SetClaim(new string('a', 65), 1));
    }

    [Fact]
    public void Together_they_have_at_most_4096_bytes()
    {
        var point = SamplePoints.TokenIssuing;
        point.SetClaim("a", new string('x', 2045)); // with its name and quotes 2,048
        point.SetClaim("b", new string('x', 2045));

        Should.Throw<ArgumentException>(() => point.SetClaim("c", 1));
        point.SetClaim("b", 1);
        point.SetClaim("c", 1);
        point.Claims.Keys.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void A_value_that_readers_could_read_in_two_ways_is_refused()
    {
        Should.Throw<ArgumentException>(() => SamplePoints.TokenIssuing.SetClaim("a", JsonNode.Parse("""{"b": 1, "b": 2}""")));
        Should.Throw<ArgumentException>(() => SamplePoints.TokenIssuing.SetClaim("a", JsonNode.Parse("[[[[[[[1]]]]]]]")));
        Should.Throw<ArgumentException>(() => SamplePoints.TokenIssuing.SetClaim("a", JsonNode.Parse("\"\\ud800\"")));
    }

    [Fact]
    public void Every_kind_of_value_can_be_set_and_removed_again()
    {
        var point = SamplePoints.TokenIssuing;

        point.SetClaim("https://example.com/tenant", "blue");
        point.SetClaim("level", 3);
        point.SetClaim("beta", true);
        point.SetClaim("none", null);
        point.SetClaim("groups", new JsonArray("a", "b"));
        point.RemoveClaim("level");

        point.Claims.Select(claim => $"{claim.Key}={claim.Value.GetRawText()}")
            .ShouldBe(["https://example.com/tenant=\"blue\"", "beta=true", "none=null", "groups=[\"a\",\"b\"]"], ignoreOrder: true);
    }
}
