using HeadlessKey.Http;

namespace HeadlessKey.Tests.Http;

public sealed class HeaderTextTests
{
    [Theory]
    [InlineData("ada", "ada"), InlineData("ada.l-2_x~", "ada.l-2_x~"), InlineData("Ada Lovelace", "Ada Lovelace"), InlineData("ada@example.com", "ada@example.com"), InlineData("", "")]
    public void Usual_text_stays_as_it_is(string text, string encoded) => HeaderText.Encode(text).ShouldBe(encoded);

    [Theory]
    [InlineData("a,b", "a%2Cb"), InlineData("a%2Cb", "a%252Cb"), InlineData(" a ", "%20a%20"), InlineData("a\r\nX: y", "a%0D%0AX%3A y"), InlineData("格", "%E6%A0%BC"), InlineData("\u007f", "%7F")]
    public void What_a_header_or_a_list_would_stumble_over_is_encoded(string text, string encoded)
    {
        HeaderText.Encode(text).ShouldBe(encoded);
        Uri.UnescapeDataString(encoded).ShouldBe(text);
    }
}
