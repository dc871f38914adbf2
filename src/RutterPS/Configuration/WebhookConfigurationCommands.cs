using System.Management.Automation;
using Rutter.Client.Resources.Configuration;
using Rutter.Client.Text;
using RutterPS.Common;
using RutterPS.Session;

namespace RutterPS.Configuration;

/// <summary>Shows where Rutter sends webhooks, or what of the platform's data they carry.</summary>
[Cmdlet(VerbsCommon.Get, "RutterWebhookConfiguration", DefaultParameterSetName = ListSet)]
[OutputType(typeof(WebhookConfiguration), typeof(WebhookPlatformDataConfiguration))]
public sealed class GetRutterWebhookConfigurationCommand : RutterSessionCmdlet
{
    private const string ListSet = "List";
    private const string FetchSet = "Fetch";

    /// <summary>The ids of configurations; without it, all are listed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FetchSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Read only what of the platform's data they carry.</summary>
    [Parameter(ParameterSetName = FetchSet)]
    public SwitchParameter PlatformDataOnly { get; set; }

    /// <inheritdoc/>
    private protected override bool NeedsAccessToken => false;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ListSet)
        {
            InvokeForInput(
                null, () => WriteObject(WaitFor(Client.WebhookConfigurations.ListAsync(Cancellation)), enumerateCollection: true));
            return;
        }

        foreach (var id in Id)
        {
            InvokeForInput(id, () => WriteObject(Fetch(id)), isOnly: Id.Length == 1);
        }
    }

    private object Fetch(string id) => PlatformDataOnly
        ? WaitFor(Client.WebhookConfigurations.GetPlatformDataAsync(id, Cancellation))
        : WaitFor(Client.WebhookConfigurations.FetchAsync(id, Cancellation));
}

/// <summary>Says what of the platform's data webhooks carry.</summary>
[Cmdlet(VerbsData.Update, "RutterWebhookConfiguration", SupportsShouldProcess = true)]
[OutputType(typeof(WebhookPlatformDataConfiguration))]
public sealed class UpdateRutterWebhookConfigurationCommand : RutterSessionCmdlet
{
    /// <summary>The ids of configurations.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>JSON paths by kind of object.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("platform_data_config")]
    [ObjectTransformation]
    [ValidateNotNull]
    public object? PlatformDataConfig { get; set; }

    /// <inheritdoc/>
    private protected override bool NeedsAccessToken => false;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            InvokeForInput(id, () => Change(id), isOnly: Id.Length == 1);
        }
    }

    private void Change(string id)
    {
        // Checked first: what cannot be sent is not asked about, and -WhatIf finds it too.
        var config = PlainObjects.From(PlatformDataConfig)!;
        var sentence = $"Change what of the platform's data the webhooks of {DisplayText.Clean(id)} carry";
        if (ShouldProcess(sentence + ".", sentence + "?", MyInvocation.MyCommand.Name))
        {
            WriteObject(WaitFor(Client.WebhookConfigurations.UpdatePlatformDataAsync(id, config, Cancellation)));
        }
    }
}
