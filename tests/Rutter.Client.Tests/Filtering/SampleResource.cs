using Rutter.Client.Resources;

namespace Rutter.Client.Tests.Filtering;

/// <summary>An object with fields of every type, some of which filters can use: all that the documented examples name are among them.</summary>
internal static class SampleResource
{
    public static ResourceDefinition Definition { get; } = new(
        "sample",
        "accounting/samples",
        "samples",
        "sample",
        [
            new("id", FieldType.Identifier, IsFilterable: true),
            new("status", FieldType.Identifier, IsFilterable: true),
            new("name", FieldType.Text, IsFilterable: true),
            new("document_number", FieldType.Text, IsFilterable: true),
            new("balance", FieldType.Number, IsFilterable: true),
            new("created_at", FieldType.Timestamp, IsFilterable: true),
            new("parent_id", FieldType.Identifier),
            new("currency_code", FieldType.Identifier),
            new("platform_url", FieldType.Text),
            new("platform_data", FieldType.Structure),
        ]);
}
