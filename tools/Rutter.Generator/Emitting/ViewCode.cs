using System.Text;
using Rutter.Generator.Model;

namespace Rutter.Generator.Emitting;

/// <summary>The views: a table and a list of each object. No text from a server steers the screen through them.</summary>
internal static class ViewCode
{
    private static readonly string[] Beside = ["AdditionalProperties", "ConnectionId", "OrganizationId", "Platform"];

    public static string Of(Api api)
    {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Configuration>\n<ViewDefinitions>\n");
        foreach (var item in api.Objects)
        {
            Table(xml, item);
            List(xml, item);
        }

        return xml.Append("</ViewDefinitions>\n</Configuration>\n").ToString();
    }

    private static void Table(StringBuilder xml, ApiObject item)
    {
        var columns = item.File.Table.Select(column => (column, property: item.Model.Find(column.Field)!)).ToList();
        Begin(xml, item, "Table").Append("<TableControl><TableHeaders>\n");
        for (var i = 0; i < columns.Count; i++)
        {
            var (column, property) = columns[i];
            var width = column.Width ?? (i == columns.Count - 1 ? null : WidthOf(property));
            xml.Append("<TableColumnHeader><Label>").Append(Naming.Xml(column.Label)).Append("</Label>");
            xml.Append(width is null ? "" : $"<Width>{width}</Width>").Append(IsNumber(property) ? "<Alignment>Right</Alignment>" : "").Append(
                "</TableColumnHeader>\n");
        }

        xml.Append("</TableHeaders><TableRowEntries><TableRowEntry><TableColumnItems>\n");
        foreach (var (_, property) in columns)
        {
            xml.Append("<TableColumnItem>").Append(Show(property, isList: false)).Append("</TableColumnItem>\n");
        }

        xml.Append("</TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View>\n");
    }

    private static void List(StringBuilder xml, ApiObject item)
    {
        Begin(xml, item, "List").Append("<ListControl><ListEntries><ListEntry><ListItems>\n");
        foreach (var property in item.Model.Properties)
        {
            xml.Append("<ListItem><Label>").Append(property.Name).Append("</Label>").Append(Show(property, isList: true)).Append("</ListItem>\n");
        }

        foreach (var name in Beside.Except(item.Model.Properties.Select(property => property.Name)))
        {
            var shown = name == "AdditionalProperties" ? Json(name) : Text(name);
            xml.Append("<ListItem><Label>").Append(name).Append("</Label>").Append(shown).Append("</ListItem>\n");
        }

        xml.Append("</ListItems></ListEntry></ListEntries></ListControl></View>\n");
    }

    private static StringBuilder Begin(StringBuilder xml, ApiObject item, string kind) =>
        xml.Append("<View><Name>").Append(item.Noun).Append(kind).Append("</Name><ViewSelectedBy><TypeName>").Append(item.Namespace).Append('.')
            .Append(item.Noun)
            .Append("</TypeName></ViewSelectedBy>");

    private static bool IsNumber(Property property) => property is { IsList: false, Type: FieldKind.Number or FieldKind.NumberText };

    private static int? WidthOf(Property property) => property switch
    {
        { IsList: true } => null,
        { Type: FieldKind.Day } => 10,
        { Type: FieldKind.Instant } => 16,
        { Type: FieldKind.Number or FieldKind.NumberText } => 14,
        { Type: FieldKind.Identifier } => 36,
        { ApiName: "currency_code" } => 8,
        { Type: FieldKind.Choice } => 14,
        { Type: FieldKind.Boolean } => 8,
        _ => null,
    };

    private static string Show(Property property, bool isList) => property switch
    {
        { IsList: true } or { Type: FieldKind.Structure or FieldKind.Any } => Json(property.Name),
        { Type: FieldKind.Day } when !isList => Format(property.Name, "'yyyy-MM-dd', "),
        { Type: FieldKind.Instant } when !isList => Format(property.Name, "'yyyy-MM-dd HH:mm', "),
        { Type: FieldKind.Day or FieldKind.Instant } => Format(property.Name, "'yyyy-MM-dd HH:mm:ss zzz', "),
        { Type: FieldKind.Number or FieldKind.NumberText } => Format(property.Name, ""),
        { Type: FieldKind.Boolean } => $"<PropertyName>{property.Name}</PropertyName>",
        { References: not null } when !isList => NameOrId(property.Name),
        _ => Text(property.Name),
    };

    private static string Format(string name, string format) =>
        Script($"if ($null -ne $_.{name}) {{ $_.{name}.ToString({format}[cultureinfo]::InvariantCulture) }}");

    // Resolve-RutterName puts CreditAccountName beside CreditAccountId.
    private static string NameOrId(string id) => Script(
        $"$known = $_.PSObject.Properties['{(id.EndsWith("Id", StringComparison.Ordinal) ? id[..^2] : id)}Name'];"
        + $" (($known -and $known.Value) ? $known.Value : $_.{id}) {Clean}");

    private static string Text(string name) => Script($"$_.{name} {Clean}");

    private static string Json(string name) =>
        Script($"if ($null -ne $_.{name}) {{ (ConvertTo-Json -InputObject $_.{name} -Compress -Depth 10) {Clean} }}");

    private static string Clean => @"-replace '[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]', [char]0xFFFD";

    private static string Script(string script) => $"<ScriptBlock>{Naming.Xml(script)}</ScriptBlock>";
}
