using System.Text.Json.Serialization;
using Rutter.Client.Text;

namespace Rutter.Client.Resources.Configuration;

/// <summary>A place that Rutter sends webhooks to. Source: the description, schema <c>WebhookConfiguration</c>.</summary>
public sealed class WebhookConfiguration : RutterData
{
    /// <summary>The id that Rutter generated.</summary>
    public string Id { get; set; } = "";

    /// <summary>The version of the API whose form the webhooks have.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>Where they are sent to.</summary>
    public string? Url { get; set; }

    /// <summary>Whether none are sent at present.</summary>
    public bool? Disabled { get; set; }

    /// <summary>What of the platform's own data they carry, as JSON paths by kind of object; null for none.</summary>
    public object? PlatformDataConfig { get; set; }

    /// <summary>Which webhooks are sent; null for all.</summary>
    public WebhookAllowList? AllowList { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>The address and the id.</summary>
    /// <returns>One line, fit to be shown.</returns>
    public override string ToString() => DisplayText.Clean($"{Url} ({Id})");
}

/// <summary>Which webhooks are sent. Source: the description, schema <c>WebhookConfigurationAllowList</c>.</summary>
public sealed class WebhookAllowList : RutterData
{
    /// <summary>The codes, for example <c>BILL_CREATED</c>. The list is open.</summary>
    [JsonPropertyName("allowedTypes")]
    public IReadOnlyList<string>? AllowedTypes { get; set; }
}

/// <summary>What of the platform's own data the webhooks of one place carry.</summary>
public sealed class WebhookPlatformDataConfiguration : RutterData
{
    /// <summary>The id of the webhook configuration.</summary>
    [JsonIgnore, JsonPropertyName("(id)")]
    public string Id { get; internal set; } = "";

    /// <summary>JSON paths by kind of object; null for none.</summary>
    public object? PlatformDataConfig { get; set; }
}
