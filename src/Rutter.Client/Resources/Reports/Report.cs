using System.Text.Json.Serialization;

namespace Rutter.Client.Resources.Reports;

/// <summary>A file with what Rutter knows of a company's finances. Source: the description, schema <c>Report</c>.</summary>
public sealed class Report : RutterObject
{
    /// <summary>The address of the file. Whoever has it can read the file, until it expires.</summary>
    public string? ReportUrl { get; set; }

    /// <summary>Until when the address is good.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The company that it is about.</summary>
    public ReportCompanyInfo? CompanyInfo { get; set; }
}

/// <summary>The company that a report is about. Source: the description, schema <c>ReportCompanyInfo</c>.</summary>
public sealed class ReportCompanyInfo : RutterData
{
    /// <summary>The id that Rutter generated.</summary>
    public string? Id { get; set; }

    /// <summary>The platform's own id.</summary>
    public string? PlatformId { get; set; }

    /// <summary>What it is called.</summary>
    public string? Name { get; set; }

    /// <summary>What it is called by law.</summary>
    public string? LegalName { get; set; }

    /// <summary>The ISO 4217 code of the currency of its books.</summary>
    public string? BaseCurrencyCode { get; set; }

    /// <summary>Its addresses, a text each.</summary>
    public IReadOnlyList<string>? Addresses { get; set; }

    /// <summary>When the platform created it.</summary>
    [JsonPropertyName("createdAt")]
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When the platform last changed it.</summary>
    [JsonPropertyName("updatedAt")]
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>When Rutter last read it from the platform.</summary>
    public DateTimeOffset? LastSyncedAt { get; set; }
}
