using System.Text.Json;

namespace Rutter.Client.Listing;

/// <summary>A response is sound JSON, but no list: asking again would give the same.</summary>
internal sealed class NotAListException(string reason) : JsonException($"The response is no list: {reason}");
