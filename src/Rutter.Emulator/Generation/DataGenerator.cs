using System.Globalization;
using System.Text.Json.Nodes;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;

namespace Rutter.Emulator.Generation;

/// <summary>
/// Makes the objects that there are at the start. The description says what fields an object has; what a person would notice, names, amounts that add
/// up and documents that point to each other, is said by hand in the shapes.
/// </summary>
internal sealed class DataGenerator(GenerationContext context)
{
    private const int Days = 270;
    private const int FirstPlatformId = 1001;

    private static readonly DateTimeOffset FirstDay = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public IEnumerable<StoredObject> Generate(ObjectDescription description) => description.Noun switch
    {
        "Account" => new AccountGenerator(context, description).Generate(),
        "BankTransfer" => new BankTransferGenerator(context, description).Generate(),
        _ => description.HasData ? Sampled(description) : [],
    };

    private IEnumerable<StoredObject> Sampled(ObjectDescription description)
    {
        var random = context.RandomOf(description.Noun);
        var samples = new SampleMaker(context, random);
        var ids = context.IdsOf(description.Noun);
        for (var i = 0; i < ids.Count; i++)
        {
            var created = FirstDay.AddDays((long)i * Days / ids.Count).AddMilliseconds(random.Below(86_400_000));
            var updated = created.AddMinutes(random.Below(20 * 24 * 60));
            var json = samples.Object(description.Schema, description.Noun, i, new DateTimeOffset(created.Date, TimeSpan.Zero));
            var platformId = (FirstPlatformId + i).ToString(CultureInfo.InvariantCulture);
            Set(json, "id", ids[i]);
            Set(json, "platform_id", platformId);
            Set(json, "created_at", Timestamps.Format(created));
            Set(json, "updated_at", Timestamps.Format(updated));
            Set(json, "last_synced_at", Timestamps.Format(updated.AddMinutes(5)));
            Set(json, "platform_url", context.UrlOf(description.ListKey, platformId));
            new Shapes(context, random, samples).Apply(description, json, i);
            yield return ObjectReader.Read(description, json);
        }
    }

    private static void Set(JsonObject json, string name, string value)
    {
        if (json.ContainsKey(name))
        {
            json[name] = value;
        }
    }
}
