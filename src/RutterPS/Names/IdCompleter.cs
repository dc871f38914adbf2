using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Rutter.Client;
using Rutter.Client.Catalog;
using Rutter.Client.Errors;
using Rutter.Client.Names;
using Rutter.Client.Resources;
using Rutter.Client.Text;
using Rutter.Client.Transport;
using RutterPS.Common;
using RutterPS.Session;

namespace RutterPS.Names;

/// <summary>
/// Completes the ids of objects from a part of their name or code, or from the beginning of the id. Returns nothing without a session, and when no
/// response comes in time, because a prompt must not wait.
/// </summary>
public sealed class IdCompleter : IArgumentCompleter
{
    private const string Prefix = "-Rutter";
    private const string OwnId = "Id";
    private const int MostResults = 50;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1.4);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        return DefinitionOf(commandName, parameterName) is { } definition && OptionsOf(fakeBoundParameters) is { } options
            ? Matching(List(definition, options), wordToComplete)
            : [];
    }

    private static ResourceDefinition? DefinitionOf(string commandName, string parameterName)
    {
        var own = FindOwn(commandName);
        if (own is null || parameterName.Equals(OwnId, StringComparison.OrdinalIgnoreCase))
        {
            return own?.Operations.HasFlag(ResourceOperations.List) == true ? own : null;
        }

        var noun = own.FindField(parameterName)?.References
            ?? new[] { own.CreateBody, own.UpdateBody }.Select(body => body?.FindField(parameterName)?.References).FirstOrDefault(
                found => found is not null);
        return noun is null ? null : ResourceCatalog.FindNoun(noun);
    }

    private static ResourceDefinition? FindOwn(string commandName) =>
        commandName.IndexOf(Prefix, StringComparison.OrdinalIgnoreCase) is var at and >= 0
        ? ResourceCatalog.FindNoun(commandName[(at + Prefix.Length)..])
        : null;

    private static RutterClientOptions? OptionsOf(IDictionary bound)
    {
        var session = PSObjects.Unwrap(bound["Session"]) switch
        {
            RutterSession given => given,
            string name => SessionStore.Current.Find(name),
            _ => SessionStore.Current.Default,
        };
        var options = session?.OpenWithoutVault();
        return options?.AccessToken is null || bound.Contains("AccessToken") ? null : options with { MaximumRetryCount = 0, Timeout = LongestWait };
    }

    private static IReadOnlyCollection<NamedObject> List(ResourceDefinition definition, RutterClientOptions options)
    {
        using var limit = new CancellationTokenSource(LongestWait);
        try
        {
            var listing = Task.Run(() => new RutterClient(options).Names.ListAsync(definition, limit.Token).AsTask(), limit.Token);
            return listing.Wait(LongestWait) ? listing.Result : [];
        }
        catch (AggregateException exception) when (exception.InnerException is RutterApiException or OperationCanceledException)
        {
            return [];
        }
    }

    private static IEnumerable<CompletionResult> Matching(IEnumerable<NamedObject> objects, string? typed)
    {
        var word = (typed ?? "").Trim('\'', '"');
        return (from item in objects
                where item.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                    || item.Name?.Contains(word, StringComparison.OrdinalIgnoreCase) == true
                    || item.Code?.StartsWith(word, StringComparison.OrdinalIgnoreCase) == true
                where !item.Id.Any(char.IsControl)
                let label = item.Name ?? item.Detail
                let tip = string.Join(" · ", new[] { label, item.Code, item.CurrencyCode, item.Id }.Where(part => !string.IsNullOrEmpty(part)))
                select new CompletionResult(
                    Completion.Quote(item.Id),
                    label is null ? item.Id : DisplayText.Shorten(label),
                    CompletionResultType.ParameterValue,
                    DisplayText.Clean(tip))).Take(MostResults);
    }
}
