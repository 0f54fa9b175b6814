using System.Text.Json;

namespace HeadlessKey.Http;

/// <summary>How a route's errors look, where it is not as in our own contract. It is metadata of the route.</summary>
internal interface IErrorShape
{
    /// <summary>The status these front ends expect.</summary>
    int StatusOf(ApiError error);

    /// <summary>Writes the body.</summary>
    void Write(Utf8JsonWriter json, ApiError error, Language language);
}
