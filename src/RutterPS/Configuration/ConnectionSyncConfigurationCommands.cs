using System.Management.Automation;
using Rutter.Client.Configuration;
using Rutter.Client.Resources.Configuration;

namespace RutterPS.Configuration;

/// <summary>Reads what Rutter reads of a connection, and how often.</summary>
[Cmdlet(VerbsCommon.Get, "RutterConnectionSyncConfiguration")]
[OutputType(typeof(SyncConfiguration))]
public sealed class GetRutterConnectionSyncConfigurationCommand : GetSyncConfigurationCommand
{
    /// <summary>The ids of the connections.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ConnectionId", "connection_id")]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    private protected override IEnumerable<SyncConfigurationOwner> Owners => Id.Select(SyncConfigurationOwner.OfConnection);
}

/// <summary>Says for the first time what Rutter reads of a connection, and how often.</summary>
[Cmdlet(VerbsCommon.New, "RutterConnectionSyncConfiguration", SupportsShouldProcess = true)]
[OutputType(typeof(SyncConfiguration))]
public sealed class NewRutterConnectionSyncConfigurationCommand : NewSyncConfigurationCommand
{
    /// <summary>The ids of the connections.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("ConnectionId", "connection_id")]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    private protected override IEnumerable<SyncConfigurationOwner> Owners => Id.Select(SyncConfigurationOwner.OfConnection);
}

/// <summary>Changes what Rutter reads of a connection, or how often.</summary>
[Cmdlet(VerbsData.Update, "RutterConnectionSyncConfiguration", SupportsShouldProcess = true)]
[OutputType(typeof(SyncConfiguration))]
public sealed class UpdateRutterConnectionSyncConfigurationCommand : UpdateSyncConfigurationCommand
{
    /// <summary>The ids of the connections.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("ConnectionId", "connection_id")]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    private protected override IEnumerable<SyncConfigurationOwner> Owners => Id.Select(SyncConfigurationOwner.OfConnection);
}

/// <summary>Takes away what was said of a connection, so that what is general applies again.</summary>
[Cmdlet(VerbsCommon.Remove, "RutterConnectionSyncConfiguration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveRutterConnectionSyncConfigurationCommand : RemoveSyncConfigurationCommand
{
    /// <summary>The ids of the connections.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("ConnectionId", "connection_id")]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    private protected override IEnumerable<SyncConfigurationOwner> Owners => Id.Select(SyncConfigurationOwner.OfConnection);
}
