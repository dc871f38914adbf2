using System.Globalization;
using System.Text.Json.Nodes;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;

namespace Rutter.Emulator.Generation;

/// <summary>Makes plausible values for any schema, from each field's type, kind, reference and name.</summary>
internal sealed class SampleMaker(GenerationContext context, SeededRandom random)
{
    private const int Deepest = 3;

    private static readonly string[] UsualValues =
        ["active", "open", "posted", "paid", "pending_setup", "completed", "success", "in_progress", "sale", "card", "billing", "unit", "accrual",
            "automatic"];

    private static readonly string[] UnusualValues = ["unknown", "other", "void", "failed", "deleted", "archived", "UNKNOWN"];

    /// <summary>An object with every property that it must have, and most of the others.</summary>
    /// <param name="schema">What to make.</param>
    /// <param name="noun">The noun that it belongs to.</param>
    /// <param name="index">The number of the object, from 0.</param>
    /// <param name="day">About when it came about.</param>
    /// <param name="depth">The number of objects around it.</param>
    public JsonObject Object(Schema schema, string noun, int index, DateTimeOffset day, int depth = 0)
    {
        var json = new JsonObject();
        foreach (var property in schema.Properties)
        {
            var isLeftOut = depth >= Deepest || property.Name is "platform_data" or "prevLineItem" or "additional_fields" or "custom_fields";
            if (property.IsRequired || !isLeftOut)
            {
                json[property.Name] = Value(property.Name, property.Schema, noun, index, day, depth);
            }
        }

        return json;
    }

    /// <summary>A value for a property of a schema; null where that is allowed and nothing else makes sense.</summary>
    public JsonNode? Value(string name, Schema schema, string noun, int index, DateTimeOffset day, int depth = 0)
    {
        if (schema.References is { } target)
        {
            return Reference(schema, target, noun);
        }

        return (schema.Choices.Count > 0 ? schema.Choices[0].Types : schema.Types) switch
        {
            _ when schema.IsDecimal => Number(name, schema),
            _ when schema.Values.Count > 0 => schema.Name == "CurrencyCode" ? "USD" : OneOf(schema.Values),
            var types when types.HasFlag(JsonTypes.Array) => Array(name, schema, noun, index, day, depth),
            var types when types.HasFlag(JsonTypes.Object) =>
                Object(schema.Choices.Count > 0 ? schema.Choices[0] : schema, noun, index, day, depth + 1),
            var types when types.HasFlag(JsonTypes.Text) => schema.IsTimestamp || name.EndsWith("_date", StringComparison.Ordinal)
                ? Time(name, schema, day)
                : SampleTexts.For(name, noun, index, random),
            var types when types.HasFlag(JsonTypes.Boolean) => name.Contains("ready", StringComparison.Ordinal) || name == "success",
            var types when types.HasFlag(JsonTypes.Number) => random.Below(100),
            _ => null,
        };
    }

    private JsonNode? Reference(Schema schema, string target, string noun)
    {
        // An object that points to its own kind would need an order: only the shapes know one.
        var ids = target == noun ? [] : context.IdsOf(target);
        return ids.Count == 0 || (schema.IsNullable && random.OneIn(4)) ? (schema.IsNullable ? null : random.Id()) : random.Pick(ids);
    }

    private JsonNode Number(string name, Schema schema)
    {
        var number = schema.IsMoney ? random.Amount(250_000)
            : name.Contains("rate", StringComparison.Ordinal) ? 1m
            : name.Contains("percent", StringComparison.Ordinal) || name.Contains("discount", StringComparison.Ordinal) ? 0m
            : 1 + random.Below(12);
        return schema.IsDecimalText ? number.ToString(CultureInfo.InvariantCulture) : JsonValue.Create(number);
    }

    private string OneOf(IReadOnlyList<string> values) =>
        UsualValues.FirstOrDefault(values.Contains) ?? random.Pick([.. values.Except(UnusualValues) is var usual && usual.Any() ? usual : values]);

    private JsonArray Array(string name, Schema schema, string noun, int index, DateTimeOffset day, int depth)
    {
        if (depth >= Deepest || (schema.Items.Types & ~JsonTypes.Null) == JsonTypes.None)
        {
            return [];
        }

        return [Value(name, schema.Items, noun, index, day, depth + 1)];
    }

    private static string Time(string name, Schema schema, DateTimeOffset day)
    {
        var time = name switch
        {
            "due_date" or "end_date" or "expires_at" => day.AddDays(30),
            _ => day,
        };
        return schema.IsTimestamp ? Timestamps.Format(time) : time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
