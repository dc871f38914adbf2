using System.Management.Automation;
using Rutter.Client.Configuration;
using Rutter.Client.Resources.Configuration;

namespace RutterPS.Configuration;

/// <summary>Reads what Rutter reads of the connections of a platform, and how often.</summary>
[Cmdlet(VerbsCommon.Get, "RutterPlatformSyncConfiguration")]
[OutputType(typeof(SyncConfiguration))]
public sealed class GetRutterPlatformSyncConfigurationCommand : GetSyncConfigurationCommand
{
    /// <summary>The platforms.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SyncPlatformCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Platform { get; set; } = [];

    private protected override IEnumerable<SyncConfigurationOwner> Owners => Platform.Select(SyncConfigurationOwner.OfPlatform);
}

/// <summary>Says for the first time what Rutter reads of the connections of a platform, and how often.</summary>
[Cmdlet(VerbsCommon.New, "RutterPlatformSyncConfiguration", SupportsShouldProcess = true)]
[OutputType(typeof(SyncConfiguration))]
public sealed class NewRutterPlatformSyncConfigurationCommand : NewSyncConfigurationCommand
{
    /// <summary>The platforms.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SyncPlatformCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Platform { get; set; } = [];

    private protected override IEnumerable<SyncConfigurationOwner> Owners => Platform.Select(SyncConfigurationOwner.OfPlatform);
}

/// <summary>Changes what Rutter reads of the connections of a platform, or how often.</summary>
[Cmdlet(VerbsData.Update, "RutterPlatformSyncConfiguration", SupportsShouldProcess = true)]
[OutputType(typeof(SyncConfiguration))]
public sealed class UpdateRutterPlatformSyncConfigurationCommand : UpdateSyncConfigurationCommand
{
    /// <summary>The platforms.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SyncPlatformCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Platform { get; set; } = [];

    private protected override IEnumerable<SyncConfigurationOwner> Owners => Platform.Select(SyncConfigurationOwner.OfPlatform);
}

/// <summary>Takes away what was said of the connections of a platform, so that what is general applies again.</summary>
[Cmdlet(VerbsCommon.Remove, "RutterPlatformSyncConfiguration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveRutterPlatformSyncConfigurationCommand : RemoveSyncConfigurationCommand
{
    /// <summary>The platforms.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SyncPlatformCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Platform { get; set; } = [];

    private protected override IEnumerable<SyncConfigurationOwner> Owners => Platform.Select(SyncConfigurationOwner.OfPlatform);
}
