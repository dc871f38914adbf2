using System.Text.Json;

namespace Rutter.Generator.Reading;

/// <summary>
/// A sentence for each field name: <c>api/words.json</c>. <c>Bill.memo</c> is the memo of bills only, <c>memo</c> that of all other objects.
/// </summary>
internal sealed class Words(JsonSource source, Mistakes mistakes)
{
    public string Of(string owner, string field)
    {
        foreach (var name in new[] { $"{owner}.{field}", field })
        {
            if (source.Root[name] is { } found)
            {
                if (found.GetValueKind() == JsonValueKind.String && found.GetValue<string>() is { Length: > 0 } sentence)
                {
                    return sentence;
                }

                mistakes.Add(source, "/" + JsonSource.Escape(name), MistakeCodes.WrongType, $"'{name}' has to be a sentence.");
                return "";
            }
        }

        mistakes.Add(
            source, "", MistakeCodes.MissingWords, $"The field '{field}' of {owner} has no sentence. Add \"{field}\": \"…\" with what it is.");
        return "";
    }
}
