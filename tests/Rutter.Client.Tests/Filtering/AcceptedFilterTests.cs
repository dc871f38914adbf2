using Rutter.Client.Filtering;
using Xunit;

namespace Rutter.Client.Tests.Filtering;

/// <summary>Filters in which nothing is found, each with its canonical text where that differs.</summary>
public class AcceptedFilterTests
{
    private const string Arrow = "  =>  ";

    public static TheoryData<string, string> Filters
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var line in Table.Split('\n'))
            {
                var columns = line.Split(Arrow);
                data.Add(columns[0], columns[^1]);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_filter_passes_without_findings(string filter, string canonical)
    {
        var verdict = FilterCheck.Run(filter, SampleResource.Definition);

        Assert.Equal("", FindingsTable.Write(verdict));
        Assert.True(verdict.IsValid);
        Assert.Equal(canonical, FilterPrinter.Print(verdict.Tree));
        Assert.Equal(verdict.Tree, FilterParser.Parse(canonical).Tree);
    }

    [Theory]
    [InlineData("balance=1\tAND\tname~\"Ru\"")]
    [InlineData("  balance = 1 AND name ~ \"Ru\"  ")]
    [InlineData("balance = 1\nAND name ~ \"Ru\"")]
    [InlineData("\r\nbalance\r\n=\r\n1\r\nAND\r\nname\r\n~\r\n\"Ru\"\r\n")]
    public void Spaces_tabs_and_line_ends_may_stand_between_any_two_pieces(string filter)
    {
        var verdict = FilterCheck.Run(filter, SampleResource.Definition);

        Assert.True(verdict.IsValid);
        Assert.Equal("balance = 1 AND name ~ \"Ru\"", verdict.Tree.ToString());
    }

    private const string Table =
        """
        balance = 0
        balance = 100
        balance = -100
        balance = -0
        balance = 0.01
        balance = -0.01
        balance = 100.50
        balance = 00100
        balance = 007.100
        balance = 9999999999999999999999999999
        balance = 79228162514264337593543950335
        balance = -79228162514264337593543950335
        balance = 0.0000000000000000000000000001
        balance < 1
        balance <= 1
        balance > 1
        balance >= 1
        balance=1  =>  balance = 1
        balance>=1  =>  balance >= 1
        balance<=-1  =>  balance <= -1
        balance <-1  =>  balance < -1
        balance>= 0 AND balance<100  =>  balance >= 0 AND balance < 100
        balance >= 0 AND balance <= 100 AND balance = 50
        balance = 1 OR balance = 2 OR balance = 3 OR balance = 4
        name = "Rutter"
        name = "The Rutter API Company"
        name = ""
        name = " "
        name = " padded "
        name = "two  spaces"
        name = "rutter"
        name ~ "ru"
        name ~ "Ru Api"
        name ~"Ru"  =>  name ~ "Ru"
        name~"Ru"  =>  name ~ "Ru"
        name ~ ""
        name ~ "Ru*"
        name = "O'Brien"
        name = "a AND b = 1"
        name = "x OR balance >= 0"
        name = "(not a parenthesis)"
        name = ")("
        name = "100"
        name = "="
        name = "<>=~!"
        name = "\"
        name = "C:\new\table"
        name = "\\"
        name = "a\" OR name = "b"
        name = "50% & more + #1"
        name = "%22"
        name = "%"
        name = "a=b&c=d"
        name = "`$('x')"
        name = "“curly” and ‘single’"
        name = "Müller & Söhne"
        name = "Ünïcödé"
        name = "Société Générale"
        name = "Иванов"
        name = "東京"
        name = "متجر"
        name = "😀"
        name = "👩‍👩‍👧"
        name = "e̓ combined"
        name = "ＲＵＴＴＥＲ"
        name = "non breaking"
        name = "x;DROP TABLE accounts;--"
        document_number = "1196"
        document_number ~ "INV-"
        document_number = "00000000-0000-0000-0000-000000000000"
        status = "active"
        status = "ACTIVE"
        id = "00000000-0000-0000-0000-000000000000"
        id = "not-an-id"
        created_at = "2024-04-29"
        created_at = "2024-02-29"
        created_at = "0001-01-01"
        created_at = "9999-12-31"
        created_at = "2024-04-29T20:35"
        created_at = "2024-04-29T20:35:14"
        created_at = "2024-04-29T20:35:14Z"
        created_at = "2024-04-29T20:35:14.0Z"
        created_at = "2024-04-29T20:35:14.000Z"
        created_at = "2024-04-29T20:35:14.1234567Z"
        created_at = "2024-04-29T20:35:14.000+02:00"
        created_at = "2024-04-29T20:35:14-05:30"
        created_at = "2024-04-29T20:35+14:00"
        created_at < "2024-04-29"
        created_at <= "2024-04-29"
        created_at > "2024-04-29"
        created_at >= "2024-04-29T00:00:00Z"
        created_at>="2024-03-01"AND created_at<"2024-04-01"  =>  created_at >= "2024-03-01" AND created_at < "2024-04-01"
        created_at>="2024-03-01"OR balance=1  =>  created_at >= "2024-03-01" OR balance = 1
        (balance = 1)  =>  balance = 1
        ((balance = 1))  =>  balance = 1
        ( ( ( balance = 1 ) ) )  =>  balance = 1
        (balance = 1) AND (name = "Ru")  =>  balance = 1 AND name = "Ru"
        (balance = 1)AND(name = "Ru")  =>  balance = 1 AND name = "Ru"
        (balance=1)OR(balance=2)  =>  balance = 1 OR balance = 2
        (balance = 1 AND name = "Ru")
        ((balance = 1 AND name = "Ru"))  =>  (balance = 1 AND name = "Ru")
        ((balance = 1) AND name = "Ru")  =>  (balance = 1 AND name = "Ru")
        (balance = 1 AND (name = "Ru"))  =>  (balance = 1 AND name = "Ru")
        balance = 1 AND (name = "Ru" AND status = "active")
        (balance = 1 AND name = "Ru") AND status = "active"
        balance = 1 OR (name = "Ru" AND status = "active")
        (balance = 1 OR name = "Ru") AND status = "active"
        ((balance = 1 OR name = "Ru") AND status = "active") OR id = "x"
        balance = 1 AND (name = "Ru" OR (status = "active" AND (id = "x" OR id = "y")))
        (balance = 1 AND name = "Ru") OR (balance = 2 AND name = "Tu")
        (((balance = 1 OR balance = 2)) AND ((name = "Ru" OR name = "Tu")))  =>  ((balance = 1 OR balance = 2) AND (name = "Ru" OR name = "Tu"))
        """;
}
