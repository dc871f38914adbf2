using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rutter.Generator.Model;

namespace Rutter.Generator.Reading;

/// <summary>
/// Applies what an object's file corrects, gives each field its words, and checks that the file names only what the description has.
/// </summary>
internal sealed partial class ObjectCheck(ApiObject item, SchemaReader schemas, Mistakes mistakes)
{
    private static readonly string[] Corrections = ["type", "required", "nullable", "filterable", "references"];

    public void Run()
    {
        var structures = new List<Structure>();
        foreach (var root in new[] { item.Model, item.CreateBody, item.UpdateBody }.OfType<Structure>())
        {
            Gather(root, structures);
        }

        foreach (var (name, value) in item.File.Corrections)
        {
            Correct(name, value, structures);
        }

        foreach (var structure in structures)
        {
            structure.Properties = [.. structure.Properties.Select(
                property => property.Words.Length > 0 ? property : schemas.WithWords(WithoutVerb(structure.Name), property))];
        }

        CheckFields("/table", item.File.Table.Select(column => column.Field), item.Model, "a table shows");
        CheckFields("/positions", item.File.Positions, item.CreateBody, "a create takes");
        CheckAliases();
        NoteReads();
        CheckSentence("/create", item.File.Create, item.CreateBody);
        CheckSentence("/update", item.File.Update, item.UpdateBody);
        CheckExample();
    }

    private static void Gather(Structure structure, List<Structure> found)
    {
        if (!found.Contains(structure))
        {
            found.Add(structure);
            foreach (var nested in structure.Properties.Select(property => property.Structure).OfType<Structure>())
            {
                Gather(nested, found);
            }
        }
    }

    private static string WithoutVerb(string name) => Verb().Replace(name, "");

    private void Add(string pointer, string code, string text) => mistakes.Add(item.File.Source, pointer, code, text);

    private void CheckFields(string pointer, IEnumerable<string> fields, Structure? structure, string purpose)
    {
        foreach (var (field, index) in fields.Select((field, index) => (field, index)))
        {
            if (structure?.Find(field) is null)
            {
                var known = structure?.Properties.Select(property => property.ApiName) ?? [];
                Add(
                    $"{pointer}/{index}",
                    MistakeCodes.UnknownField,
                    $"'{field}' is no field that {purpose}.{Mistakes.Nearest(field, known)} The fields are {string.Join(", ", known)}.");
            }
        }
    }

    private void CheckAliases()
    {
        foreach (var field in item.File.Aliases.Keys)
        {
            if (item.CreateBody?.Find(field) is null && item.UpdateBody?.Find(field) is null)
            {
                var known = (item.CreateBody?.Properties ?? []).Select(property => property.ApiName);
                Add(
                    $"/aliases/{JsonSource.Escape(field)}",
                    MistakeCodes.UnknownField,
                    $"'{field}' is no field that a create or an update takes.{Mistakes.Nearest(field, known)}");
            }
        }
    }

    // Where a read has a field under another name.
    private void NoteReads()
    {
        foreach (var (field, path) in item.File.Reads)
        {
            var names = field.Split('.');
            var isKnown = false;
            foreach (var body in new[] { item.CreateBody, item.UpdateBody })
            {
                var structure = names[..^1].Aggregate(body, (outer, name) => outer?.Find(name)?.Structure);
                if (structure?.Find(names[^1]) is { } property)
                {
                    isKnown = true;
                    structure.Properties = [.. structure.Properties.Select(other => other == property ? property with { ReadFrom = path } : other)];
                }
            }

            if (!isKnown)
            {
                Add($"/reads/{JsonSource.Escape(field)}", MistakeCodes.UnknownField, $"'{field}' is no field that a create or an update takes.");
            }

            if (names[..^1].Concat(path.Split('.')).Aggregate(((Structure?)item.Model, (Property?)null), Step).Item2 is null)
            {
                Add($"/reads/{JsonSource.Escape(field)}", MistakeCodes.UnknownField, $"'{path}' is no field of the object that is read.");
            }
        }

        static (Structure? Inner, Property? Found) Step((Structure? Inner, Property? Found) place, string name) =>
            place.Inner?.Find(name) is { } found ? (found.Structure, found) : (null, null);
    }

    private void CheckSentence(string pointer, string? sentence, Structure? body)
    {
        foreach (Match match in Placeholder().Matches(sentence ?? ""))
        {
            var field = match.Groups[1].Value;
            if (field != "id" && body?.Find(field) is null)
            {
                var known = (body?.Properties ?? []).Select(property => property.ApiName).Append("id");
                Add(pointer, MistakeCodes.UnknownField, $"The sentence names '{field}', which is not there to be named.{Mistakes.Nearest(field, known)} It can name {string.Join(", ", known)}.");
            }
        }
    }

    private void CheckExample()
    {
        var body = item.CreateBody;
        foreach (var (name, _) in item.File.Example)
        {
            if (body?.Find(name) is null)
            {
                var known = (body?.Properties ?? []).Select(property => property.ApiName);
                Add(
                    $"/example/{JsonSource.Escape(name)}",
                    MistakeCodes.UnknownField,
                    $"'{name}' is no field that a create takes.{Mistakes.Nearest(name, known)}");
            }
        }

        foreach (var property in (body?.Properties ?? [])
            .Where(property => property is { IsRequired: true, References: null } && !item.File.Example.ContainsKey(property.ApiName)))
        {
            Add(
                "/example",
                MistakeCodes.MissingMember,
                $"The example lacks '{property.ApiName}', without which nothing can be created. Add a value for it.");
        }
    }

    private void Correct(string name, JsonNode? value, List<Structure> structures)
    {
        var pointer = $"/corrections/{JsonSource.Escape(name)}";
        var (owner, field) = name.Split('.') is [var first, var second] ? (first, second) : (name, "");
        var structure = structures.FirstOrDefault(candidate => candidate.Name == owner);
        if (structure?.Find(field) is not { } property || value is not JsonObject members)
        {
            var known = structures.SelectMany(candidate => candidate.Properties.Select(field => $"{candidate.Name}.{field.ApiName}"));
            Add(
                pointer,
                MistakeCodes.BadCorrection,
                $"A correction is \"Schema.field\": {{ … }}; '{name}' is no field of this object.{Mistakes.Nearest(name, known)}");
            return;
        }

        foreach (var (what, to) in members)
        {
            property = (what, to?.GetValueKind()) switch
            {
                ("required", JsonValueKind.True or JsonValueKind.False) => property with { IsRequired = to!.GetValue<bool>() },
                ("nullable", JsonValueKind.True or JsonValueKind.False) => property with { IsNullable = to!.GetValue<bool>() },
                ("filterable", JsonValueKind.True or JsonValueKind.False) => property with { IsFilterable = to!.GetValue<bool>() },
                ("references", JsonValueKind.String) when schemas.Nouns.Contains(to!.ToString()) => property with { References = to.ToString() },
                ("type", JsonValueKind.String) when Enum.TryParse<FieldKind>(to!.ToString(), ignoreCase: true, out var type) =>
                    property with { Type = type },
                _ => Refuse(property, $"{pointer}/{JsonSource.Escape(what)}", what),
            };
        }

        structure.Properties = [.. structure.Properties.Select(candidate => candidate.ApiName == field ? property : candidate)];
    }

    private Property Refuse(Property property, string pointer, string what)
    {
        Add(
            pointer,
            MistakeCodes.BadCorrection,
            $"'{what}' cannot be corrected so.{Mistakes.Nearest(what, Corrections)} A correction has type ({string.Join(", ", Enum.GetNames<FieldKind>())}), required, nullable, filterable (true or false), references (a noun).");
        return property;
    }

    [GeneratedRegex("^(New|Update)(?=[A-Z])")]
    private static partial Regex Verb();

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Placeholder();
}
