using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Rutter.Client.CustomFields;
using Rutter.Client.Resources.CustomFields;
using RutterPS.Common;
using RutterPS.Session;

namespace RutterPS.CustomFields;

/// <summary>Lists the fields that a company has added to a kind of object on its platform.</summary>
[Cmdlet(VerbsCommon.Get, "RutterCustomField")]
[OutputType(typeof(CustomField))]
public sealed class GetRutterCustomFieldCommand : RutterSessionCmdlet
{
    /// <summary>The kinds of object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("EntityType", "entity_type")]
    [ArgumentCompleter(typeof(CustomFieldResourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Resource { get; set; } = [];

    /// <summary>Add the fields that the platform itself has and Rutter does not.</summary>
    [Parameter]
    [Alias("platform_fields")]
    public SwitchParameter PlatformFields { get; set; }

    /// <summary>Take what is there although the connection's first download is not complete.</summary>
    [Parameter]
    [Alias("force_fetch")]
    public SwitchParameter ForceFetch { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var kind in Resource)
        {
            InvokeForInput(
                kind,
                () => WriteObject(
                    WaitFor(Client.CustomFields.ListAsync(kind, PlatformFields, ForceFetch, Cancellation)), enumerateCollection: true),
                isOnly: Resource.Length == 1);
        }
    }
}

/// <summary>Completes the kinds of object that can have custom fields.</summary>
public sealed class CustomFieldResourceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Matching(
            CustomFieldClient.Nouns.Select(noun => (noun, $"Custom fields of what New-Rutter{noun} creates")), wordToComplete);
}
