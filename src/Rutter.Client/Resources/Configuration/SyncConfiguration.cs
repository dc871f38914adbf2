using System.Text.Json.Serialization;
using Rutter.Client.Text;

namespace Rutter.Client.Resources.Configuration;

/// <summary>
/// What Rutter reads of a connection, or of all connections of a platform, and how often. Source: the description, schemas
/// <c>ConnectionSyncConfiguration</c> and <c>PlatformSyncConfiguration</c>.
/// </summary>
public sealed class SyncConfiguration : RutterData
{
    private static readonly BodyField EntityList =
        new("entities", BodyFieldType.Choice) { IsRequired = true, IsList = true, IsOpen = true, Values = SyncEntity.Known };

    /// <summary>The connection that it is of; null for that of a platform.</summary>
    [JsonIgnore, JsonPropertyName("(id)")]
    public string? Id { get; internal set; }

    /// <summary>The platform that it is of; null for that of a connection.</summary>
    [JsonIgnore, JsonPropertyName("(platform)")]
    public string? Platform { get; internal set; }

    /// <summary>The first download.</summary>
    [JsonPropertyName("initialSync")]
    public InitialSync? InitialSync { get; set; }

    /// <summary>What is read again and again.</summary>
    [JsonPropertyName("incrementalSync")]
    public IncrementalSync? IncrementalSync { get; set; }

    /// <summary>What a create or an update takes.</summary>
    public static BodySchema Body { get; } = new(
    [
        new("initialSync", BodyFieldType.Structure)
        {
            IsRequired = true,
            Schema = new(
            [
                new("batches", BodyFieldType.Structure)
                {
                    IsRequired = true,
                    IsList = true,
                    Schema = new(
                        [new("timeFrameInMonths", BodyFieldType.Number) { IsRequired = true, Minimum = 0, IsMinimumExclusive = true }, EntityList]),
                },
            ]),
        },
        new("incrementalSync", BodyFieldType.Structure)
        {
            IsRequired = true,
            Schema = new([new("syncPeriodInMinutes", BodyFieldType.Number) { IsRequired = true, Minimum = 60 }, EntityList]),
        },
    ]);
}

/// <summary>The first download, in batches.</summary>
public sealed class InitialSync : RutterData
{
    /// <summary>The batches, in their order.</summary>
    [JsonPropertyName("batches")]
    public IReadOnlyList<InitialSyncBatch>? Batches { get; set; }
}

/// <summary>A part of the first download.</summary>
public sealed class InitialSyncBatch : RutterData
{
    /// <summary>How many months back it reads.</summary>
    [JsonPropertyName("timeFrameInMonths")]
    public decimal? TimeFrameInMonths { get; set; }

    /// <summary>What it reads: <c>BANK_TRANSFER</c>. The list is open.</summary>
    [JsonPropertyName("entities")]
    public IReadOnlyList<string>? Entities { get; set; }

    /// <summary>The months, and how much is read of them.</summary>
    /// <returns>For example <c>12 months of 3 kinds</c>.</returns>
    public override string ToString() =>
        DisplayText.Clean(FormattableString.Invariant($"{TimeFrameInMonths} months of {Entities?.Count ?? 0} kinds"));
}

/// <summary>What is read again and again.</summary>
public sealed class IncrementalSync : RutterData
{
    /// <summary>The time between two readings, in minutes: 60 to 20160.</summary>
    [JsonPropertyName("syncPeriodInMinutes")]
    public decimal? SyncPeriodInMinutes { get; set; }

    /// <summary>What is read: <c>BANK_TRANSFER</c>. The list is open.</summary>
    [JsonPropertyName("entities")]
    public IReadOnlyList<string>? Entities { get; set; }
}
