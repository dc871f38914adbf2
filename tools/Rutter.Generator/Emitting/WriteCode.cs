using System.Text.RegularExpressions;
using Rutter.Generator.Model;

namespace Rutter.Generator.Emitting;

/// <summary>
/// <c>New-</c>, <c>Update-</c> and <c>Remove-Rutter…</c>: a parameter for each field of the body, and the sentence that says what is done.
/// </summary>
internal static partial class WriteCode
{
    // Fields that the API sets itself. A row that was read has them, and they cannot be changed.
    private static readonly string[] ReadOnly = ["id", "platform_id", "created_at", "updated_at", "last_synced_at", "platform_url", "platform_data"];

    public static string OfNew(ApiObject item)
    {
        var code = Begin(item, "New", "VerbsCommon", $"Creates {item.PluralName}.", "NewResourceCommand");
        WriteParameters(code, item, item.CreateBody!, isUpdate: false);
        CmdletCode.WriteDefinition(code, item);
        WriteFields(code, item.CreateBody!, isUpdate: false);
        WriteSentence(code, item, item.File.Create ?? $"Create {Naming.WithArticle(item.Name)}", item.CreateBody!);
        return code.Close().ToString();
    }

    public static string OfUpdate(ApiObject item)
    {
        var body = item.UpdateBody!;
        var code = Begin(item, "Update", "VerbsData", $"Changes {item.PluralName}.", "UpdateResourceCommand");
        WriteParameters(code, item, body, isUpdate: true);
        CmdletCode.WriteDefinition(code, item);
        WriteFields(code, body, isUpdate: true);
        WriteNames(code, "RequiredFields", body.Properties.Where(property => property.IsRequired).Select(property => property.ApiName));
        var known = item.Model.Properties.Concat(item.CreateBody?.Properties ?? []).Select(property => property.ApiName).Distinct();
        WriteNames(code, "FixedFields", known.Where(
            name => body.Find(name) is null && !ReadOnly.Contains(name) && !item.File.Aliases.Any(
                alias => alias.Value == Naming.Pascal(name) && body.Find(alias.Key) is not null)));
        WriteSentence(code, item, item.File.Update ?? UsualUpdate(item), body);
        return code.Close().ToString();
    }

    public static string OfRemove(ApiObject item)
    {
        var code = CmdletCode.Begin(item, "RutterPS.Writes");
        code.Gap().Summary($"Deletes {item.PluralName}; asks for confirmation.")
            .Line($"[Cmdlet(VerbsCommon.Remove, \"Rutter{item.Noun}\", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]")
            .Line("[OutputType(typeof(RutterDeletion))]")
            .Open($"public sealed partial class RemoveRutter{item.Noun}Command : RemoveResourceCommand<{CmdletCode.ModelOf(item)}>");
        CmdletCode.WriteDefinition(code, item);
        return code.Close().ToString();
    }

    private static CodeWriter Begin(ApiObject item, string verb, string verbs, string summary, string baseClass)
    {
        var code = CmdletCode.Begin(item, "Rutter.Client.Jobs", "RutterPS.Common", "RutterPS.Names", "RutterPS.Resources", "RutterPS.Writes");
        return code.Gap().Summary(summary)
            .Line($"[Cmdlet({verbs}.{verb}, \"Rutter{item.Noun}\", SupportsShouldProcess = true)]")
            .Line($"[OutputType(typeof({CmdletCode.ModelOf(item)}), typeof(RutterJob))]")
            .Open($"public sealed partial class {verb}Rutter{item.Noun}Command : {baseClass}<{CmdletCode.ModelOf(item)}>");
    }

    private static IEnumerable<Property> Fields(Structure body) => body.Properties.Where(property => property.ApiName != "id");

    private static void WriteParameters(CodeWriter code, ApiObject item, Structure body, bool isUpdate)
    {
        foreach (var property in Fields(body))
        {
            var isMandatory = property.IsRequired && !isUpdate;
            var position = isUpdate ? -1 : item.File.Positions.ToList().IndexOf(property.ApiName);
            var arguments = new[] { isMandatory ? "Mandatory = true" : null,
                position >= 0 ? $"Position = {position}" : null, "ValueFromPipelineByPropertyName = true" };
            code.Gap().Summary(Describe(property)).Line($"[Parameter({string.Join(", ", arguments.OfType<string>())})]");
            CmdletCode.WriteAliases(code, property.ApiName, property.Name, AliasesOf(item, property));
            var (type, initializer, attributes) = KindOf(property, isMandatory);
            foreach (var attribute in attributes)
            {
                code.Line($"[{attribute}]");
            }

            code.Line($"public {type} {property.Name} {{ get; set; }}{initializer}");
        }
    }

    // The name that a read has for the field, in both spellings: rows of a CSV have that of the API.
    private static IEnumerable<string> AliasesOf(ApiObject item, Property property) =>
        from alias in item.File.Aliases
        where alias.Key == property.ApiName
        from name in item.Model.Properties.FirstOrDefault(read => read.Name == alias.Value) is { } read
            ? new[] { alias.Value, read.ApiName }
            : [alias.Value]
        select name;

    private static (string Type, string Initializer, string[] Attributes) KindOf(Property property, bool isMandatory)
    {
        var nullable = isMandatory ? "" : "?";
        string[] text = isMandatory ? ["TextTransformation", "ValidateNotNullOrEmpty"] : ["TextTransformation", "AllowEmptyString"];
        return property switch
        {
            { IsList: true, Type: FieldKind.Text or FieldKind.Identifier or FieldKind.Choice } =>
                ($"string[]{nullable}", isMandatory ? " = [];" : "", []),
            { IsList: true } => ($"object[]{nullable}", isMandatory ? " = [];" : "", []),
            { Type: FieldKind.Structure } => ($"object{nullable}", isMandatory ? " = new();" : "", ["ObjectTransformation"]),
            { Type: FieldKind.Any, IsMap: true } => ($"object{nullable}", isMandatory ? " = new();" : "", ["ObjectTransformation"]),
            { Type: FieldKind.Any } => ($"object{nullable}", isMandatory ? " = new();" : "", []),
            { Type: FieldKind.Boolean } => ("bool?", "", ["BooleanTransformation"]),
            { Type: FieldKind.Number or FieldKind.NumberText } when isMandatory => ("decimal", "", ["AmountTransformation"]),
            { Type: FieldKind.Number or FieldKind.NumberText } => ("decimal?", "", ["OptionalAmountTransformation"]),
            { Type: FieldKind.Day } => ("DateTimeOffset?", "", ["AccountingDateTransformation"]),
            { Type: FieldKind.Instant } => ("DateTimeOffset?", "", ["InstantTransformation"]),
            { Type: FieldKind.Choice } =>
                ($"string{nullable}", isMandatory ? " = \"\";" : "", ["ArgumentCompleter(typeof(ValueCompleter))", .. text]),
            { References: not null } => ($"string{nullable}", isMandatory ? " = \"\";" : "", ["ArgumentCompleter(typeof(IdCompleter))", .. text]),
            _ => ($"string{nullable}", isMandatory ? " = \"\";" : "", text),
        };
    }

    private static string Describe(Property property) => property switch
    {
        { Type: FieldKind.Structure } =>
            $"{property.Words} A hashtable or an object with {string.Join(", ", property.Structure!.Properties.Select(nested => nested.Name))}.",
        _ => property.Words,
    };

    private static void WriteFields(CodeWriter code, Structure body, bool isUpdate)
    {
        code.Gap().Open("private protected override FieldValues Fields => new()");
        foreach (var property in Fields(body))
        {
            // An empty text on the command line is intended; an id cannot be empty.
            var more = isUpdate && property is { Type: FieldKind.Text, IsList: false } ? $", IsOnCommandLine(nameof({property.Name}))" : "";
            code.Line($"{{ {Naming.Literal(property.ApiName)}, {property.Name}{more} }},");
        }

        code.Close("};");
    }

    private static void WriteNames(CodeWriter code, string property, IEnumerable<string> names)
    {
        var list = names.ToList();
        if (list.Count > 0)
        {
            code.Gap().Line($"private protected override IReadOnlyList<string> {property} => [{string.Join(", ", list.Select(Naming.Literal))}];");
        }
    }

    private static string UsualUpdate(ApiObject item) =>
        $"Change {item.Name} {{id}}:" + string.Concat(Fields(item.UpdateBody!).Select(property =>
        {
            var quote = property.Type == FieldKind.Text && !property.IsList ? "'" : "";
            return $"[ {property.ApiName.Replace('_', ' ')} {quote}{{{property.ApiName}}}{quote},]";
        }));

    // "Create the vendor '{vendor_name}'[ with the contact '{contact_name}']" as calls of ChangeSentence.
    private static void WriteSentence(CodeWriter code, ApiObject item, string sentence, Structure body)
    {
        if (item.File.HasOwnSentences)
        {
            return;
        }

        var parts = Part().Matches(sentence).ToList();
        var start = parts.Count == 0 ? sentence : sentence[..parts[0].Index];
        code.Gap().Line($"private protected override string Describe() => new ChangeSentence({Naming.Literal(start)})");
        foreach (var part in parts)
        {
            var name = part.Groups["name"].Value;
            var property = body.Find(name);
            var parameter = name == "id" ? "Named(Id)" : property!.Name;
            var shown = property is { IsList: false, References: { } noun } ? $"NameOf({Naming.Literal(noun)}, {parameter})" : parameter;
            var before = part.Groups["before"].Value;
            var after = part.Groups["after"].Value;
            if (property is { IsList: true } or { Type: FieldKind.Structure or FieldKind.Any })
            {
                code.Line($"    .With(\" \", {parameter} is null ? null : {Naming.Literal(name.Replace('_', ' '))}{(after.Length > 0 ? $", end: {Naming.Literal(after)}" : "")})");
            }
            else
            {
                code.Line($"    .With({Naming.Literal(before)}, {shown}{(after.Length > 0 ? $", end: {Naming.Literal(after)}" : "")})");
            }
        }

        code.Line("    .ToString();");
    }

    [GeneratedRegex(@"\[(?<before>[^{\]]*)\{(?<name>\w+)\}(?<after>[^\]]*)\]|(?<before>[^{\[]*)\{(?<name>\w+)\}(?<after>[^{\[]*(?=\[|$))?")]
    private static partial Regex Part();
}
