using System.Management.Automation;
using Rutter.Client.Configuration;
using Rutter.Client.Resources.Configuration;
using Rutter.Client.Text;
using Rutter.Client.Writes;
using RutterPS.Common;
using RutterPS.Session;
using RutterPS.Writes;

namespace RutterPS.Configuration;

/// <summary>A cmdlet about what Rutter reads and how often; one of the classes below adds what it does, and a cmdlet whose it is.</summary>
public abstract class SyncConfigurationCommand : RutterSessionCmdlet
{
    /// <inheritdoc/>
    private protected override bool NeedsAccessToken => false;

    private protected SyncConfigurationClient Configurations => Client.SyncConfigurations;

    /// <summary>What the current input is about.</summary>
    private protected abstract IEnumerable<SyncConfigurationOwner> Owners { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var owner in Owners)
        {
            InvokeForInput(owner.Id ?? owner.Platform, () => Process(owner), isOnly: Owners.Count() == 1);
        }
    }

    private protected abstract void Process(SyncConfigurationOwner owner);

    private protected bool Confirm(string change, SyncConfigurationOwner owner)
    {
        var sentence = $"{change} the sync configuration of {DisplayText.Clean(owner.ToString())}";
        return ShouldProcess(sentence + ".", sentence + "?", MyInvocation.MyCommand.Name);
    }
}

/// <summary>Reads sync configurations.</summary>
public abstract class GetSyncConfigurationCommand : SyncConfigurationCommand
{
    private protected override void Process(SyncConfigurationOwner owner) => WriteObject(WaitFor(Configurations.GetAsync(owner, Cancellation)));
}

/// <summary>Makes or changes sync configurations.</summary>
public abstract class ChangeSyncConfigurationCommand : SyncConfigurationCommand
{
    /// <summary>The first download, in batches.</summary>
    public abstract object? InitialSync { get; set; }

    /// <summary>What is read again and again.</summary>
    public abstract object? IncrementalSync { get; set; }

    /// <summary>What was given, checked.</summary>
    private protected IReadOnlyList<KeyValuePair<string, object?>> Fields(bool isComplete) => new RequestBody(WriteWarning).Convert(
        SyncConfiguration.Body, new FieldValues { { "initialSync", InitialSync }, { "incrementalSync", IncrementalSync } }, isComplete);
}

/// <summary>Makes sync configurations.</summary>
public abstract class NewSyncConfigurationCommand : ChangeSyncConfigurationCommand
{
    /// <inheritdoc/>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("initial_sync")]
    [ObjectTransformation]
    public override object? InitialSync { get; set; }

    /// <inheritdoc/>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("incremental_sync")]
    [ObjectTransformation]
    public override object? IncrementalSync { get; set; }

    private protected override void Process(SyncConfigurationOwner owner)
    {
        var fields = Fields(isComplete: true);
        if (Confirm("Create", owner))
        {
            WriteObject(WaitFor(Configurations.CreateAsync(owner, fields, Cancellation)));
        }
    }
}

/// <summary>Changes sync configurations.</summary>
public abstract class UpdateSyncConfigurationCommand : ChangeSyncConfigurationCommand
{
    /// <inheritdoc/>
    [Parameter]
    [Alias("initial_sync")]
    [ObjectTransformation]
    public override object? InitialSync { get; set; }

    /// <inheritdoc/>
    [Parameter]
    [Alias("incremental_sync")]
    [ObjectTransformation]
    public override object? IncrementalSync { get; set; }

    private protected override void Process(SyncConfigurationOwner owner)
    {
        var fields = Fields(isComplete: false);
        if (fields.Count == 0)
        {
            throw new ArgumentException("Nothing to change was given.");
        }

        if (Confirm("Change", owner))
        {
            WriteObject(WaitFor(Configurations.UpdateAsync(owner, fields, Cancellation)));
        }
    }
}

/// <summary>Deletes sync configurations.</summary>
public abstract class RemoveSyncConfigurationCommand : SyncConfigurationCommand
{
    private protected override void Process(SyncConfigurationOwner owner)
    {
        if (Confirm("Delete", owner))
        {
            WaitFor(Configurations.DeleteAsync(owner, Cancellation));
        }
    }
}
