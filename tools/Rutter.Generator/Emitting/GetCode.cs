using Rutter.Generator.Model;

namespace Rutter.Generator.Emitting;

/// <summary><c>Get-Rutter…</c>: lists with just the parameters that the operation declares, and fetches by id.</summary>
internal static class GetCode
{
    /// <summary>The parameters that only this object's list has. A deprecated one is left out: a filter does the same.</summary>
    public static IEnumerable<QueryParameter> OwnParameters(ApiObject item) =>
        (item.ListParameters ?? []).Where(
            parameter => (!QueryParameter.Usual.Contains(parameter.ApiName) || IsDirection(parameter)) && !parameter.IsDeprecated);

    public static string Of(ApiObject item)
    {
        var code = CmdletCode.Begin(item, "RutterPS.Common", "RutterPS.Filters", "RutterPS.Resources");
        var isFull = TakesEverything(item);
        var lists = item.ListParameters is not null;
        var summary = (lists, item.FetchParameters is not null) switch
        {
            (true, true) => $"Lists {item.PluralName}, or fetches some by id.",
            (true, false) => $"Lists {item.PluralName}.",
            _ => $"Fetches {item.PluralName} by id.",
        };
        var set = lists ? "ListSet, SupportsPaging = true" : "FetchSet";
        var parent = isFull ? "GetFilterableResourceCommand" : "GetResourceCommand";
        code.Gap().Summary(summary)
            .Line($"[Cmdlet(VerbsCommon.Get, \"Rutter{item.Noun}\", DefaultParameterSetName = {set})]")
            .Line($"[OutputType(typeof({CmdletCode.ModelOf(item)}))]")
            .Open($"public sealed partial class GetRutter{item.Noun}Command : {parent}<{CmdletCode.ModelOf(item)}>");
        if (!isFull)
        {
            foreach (var parameter in Parameters(item))
            {
                code.Gap().Line("/// <inheritdoc/>");
                foreach (var attribute in parameter.Attributes)
                {
                    code.Line($"[{attribute}]");
                }

                code.Line($"public override {parameter.Type} {parameter.Name} {{ get; set; }}{parameter.Initializer}");
            }
        }

        foreach (var parameter in OwnParameters(item))
        {
            WriteOwn(code, item, parameter);
        }

        CmdletCode.WriteDefinition(code, item);
        return code.Close().ToString();
    }

    /// <summary>The cmdlet of an object that a connection has only one of.</summary>
    public static string OfSingle(ApiObject item)
    {
        var code = CmdletCode.Begin(item, "RutterPS.Resources");
        code.Gap().Summary($"Fetches the {item.Name} of a connection.")
            .Line($"[Cmdlet(VerbsCommon.Get, \"Rutter{item.Noun}\")]")
            .Line($"[OutputType(typeof({CmdletCode.ModelOf(item)}))]")
            .Open($"public sealed partial class GetRutter{item.Noun}Command : GetSingleResourceCommand<{CmdletCode.ModelOf(item)}>");
        if (item.SingleParameters!.Any(parameter => parameter.ApiName == "expand"))
        {
            code.Gap().Line("/// <inheritdoc/>").Line("[Parameter]").Line("[ArgumentCompleter(typeof(ExpandCompleter))]").Line(
                "[ValidateNotNullOrEmpty]")
                .Line("public override string? Expand { get; set; }");
        }

        CmdletCode.WriteDefinition(code, item);
        return code.Close().ToString();
    }

    private static bool Has(IReadOnlyList<QueryParameter>? parameters, string name) =>
        parameters?.Any(parameter => parameter.ApiName == name) == true;

    // A list that is sorted by one thing only, and takes just "asc" or "desc".
    private static bool IsDirection(QueryParameter parameter) => parameter is { ApiName: "sort", Value.Type: FieldKind.Choice };

    private static bool TakesEverything(ApiObject item) =>
        QueryParameter.Usual.All(name => Has(item.ListParameters, name)) && Has(item.FetchParameters, "id_type") && Has(
            item.FetchParameters, "force_fetch")
        && new[] { "created_at", "updated_at", "last_synced_at" }.All(field => item.Model.Find(field) is not null) && item.IsSynced;

    private static IEnumerable<InheritedParameter> Parameters(ApiObject item)
    {
        const string InList = "Parameter(ParameterSetName = ListSet)";
        var canFilter = Has(item.ListParameters, "filter");
        if (item.FetchParameters is not null)
        {
            yield return new("string[]", "Id", " = [];",
                "Parameter(Mandatory = true, Position = 0, ParameterSetName = FetchSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)",
                "IdTransformation",
                "ValidateNotNullOrEmpty");
        }

        if (Has(item.FetchParameters, "id_type"))
        {
            yield return new(
                "string",
                "IdType",
                " = \"rutter\";",
                "Parameter(ParameterSetName = FetchSet)",
                "Alias(\"id_type\")",
                "ValidateSet(\"rutter\", \"platform\")");
        }

        if (Has(item.FetchParameters, "force_fetch") || Has(item.ListParameters, "force_fetch"))
        {
            yield return new("SwitchParameter", "ForceFetch", "", "Parameter", "Alias(\"force_fetch\")");
        }

        if (canFilter)
        {
            yield return new(
                "object?", "Filter", "", InList, "FilterTransformation", "ArgumentCompleter(typeof(FilterCompleter))", "ValidateNotNullOrEmpty");
            foreach (var field in new[] { "created_at", "updated_at", "last_synced_at" }
                .Where(field => item.Model.Find(field) is { } known && (known.IsFilterable || item.IsFilterUnread)))
            {
                var name = Naming.Pascal(field)[..^2];
                yield return new("DateTimeOffset?", name + "After", "", InList, "InstantTransformation");
                yield return new("DateTimeOffset?", name + "Before", "", InList, "InstantTransformation");
            }
        }

        if (item.ListParameters?.Any(parameter => parameter.ApiName == "sort" && !IsDirection(parameter)) == true)
        {
            yield return new("string[]?", "Sort", "", InList, "ArgumentCompleter(typeof(SortCompleter))", "ValidateNotNullOrEmpty");
        }

        if (Has(item.ListParameters, "limit"))
        {
            yield return new("int?", "PageSize", "", InList, "Alias(\"limit\")", "ValidateRange(1, int.MaxValue)");
        }

        if (Has(item.ListParameters, "cursor"))
        {
            yield return new("string?", "Cursor", "", InList, "ValidateNotNullOrEmpty");
        }

        if (Has(item.ListParameters, "expand"))
        {
            var completer = item.ListParameters!.First(parameter => parameter.ApiName == "expand").Value.Values.Contains("platform_data")
                ? "ArgumentCompleter(typeof(ExpandCompleter))"
                : null;
            yield return new("string?", "Expand", "", [.. new[] { InList, completer, "ValidateNotNullOrEmpty" }.OfType<string>()]);
        }

        foreach (var name in new[] { "last_synced_at_min", "updated_at_min", "updated_at_max" }.Where(name => Has(item.ListParameters, name)))
        {
            yield return new("DateTimeOffset?", Naming.Pascal(name), "", InList, $"Alias(\"{name}\")", "InstantTransformation");
        }

        if (canFilter && Has(item.ListParameters, "sort") && item.IsSynced)
        {
            yield return new("int?", "Parallel", "", InList, "ValidateRange(1, 32)");
        }
    }

    private static void WriteOwn(CodeWriter code, ApiObject item, QueryParameter parameter)
    {
        // The id in the query of a list is that of the object around.
        var around = item.Model.Properties.FirstOrDefault(
            property => property.Type == FieldKind.Identifier && property.ApiName is not ("id" or "platform_id"));
        var isId = parameter.ApiName == "id";
        var name = isId ? around?.Name ?? "ParentId" : IsDirection(parameter) ? "Direction" : Naming.Pascal(parameter.ApiName);
        code.Gap().Summary(isId ? around?.Words ?? "The id of the object that these belong to."
            : IsDirection(parameter) ? "The newest or the oldest first." : parameter.Value.Words)
            .Line(parameter.IsRequired ? "[Parameter(Mandatory = true, ParameterSetName = ListSet)]" : "[Parameter(ParameterSetName = ListSet)]")
            .Line($"[QueryParameter({Naming.Literal(parameter.ApiName)})]");
        CmdletCode.WriteAliases(code, isId ? name : parameter.ApiName, name);
        switch (parameter.Value.Type)
        {
            case FieldKind.Instant or FieldKind.Day:
                code.Line("[InstantTransformation]").Line($"public DateTimeOffset? {name} {{ get; set; }}");
                break;
            case FieldKind.Boolean:
                code.Line($"public bool? {name} {{ get; set; }}");
                break;
            default:
                if (parameter.Value.Type == FieldKind.Choice)
                {
                    code.Line("[ArgumentCompleter(typeof(ValueCompleter))]");
                }

                code.Line("[ValidateNotNullOrEmpty]").Line($"public string? {name} {{ get; set; }}");
                break;
        }
    }

    private sealed record InheritedParameter(string Type, string Name, string Initializer, params string[] Attributes);
}
