using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Rutter.Client.Csv;
using Xunit;

namespace Rutter.Client.Tests.Csv;

public sealed class CsvTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory().FullName;

    private string FilePath => Path.Combine(directory, "rows.csv");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=1", "''=1")]
    [InlineData("'quoted'", "'quoted'")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public void TextThatIsAFormulaGetsAnApostrophe(string text, string cell) => Assert.Equal(cell, CsvCell.ForSpreadsheet(text));

    [Fact]
    public void WhatASpreadsheetGetsIsReadBackAsItWas() => Prop.ForAll(
        Gen.Elements('\'', '=', '-', 'a', '"', ',', '\n', '@').ArrayOf().Select(characters => new string(characters)).ToArbitrary(),
        text => CsvCell.FromSpreadsheet(CsvCell.ForSpreadsheet(text)) == text).QuickCheckThrowOnFailure();

    [Fact]
    public void DaysInstantsAndAmountsAreTheSameInEveryCulture()
    {
        var midnight = new DateTimeOffset(2024, 9, 24, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal("2024-09-24", CsvCell.Format(midnight, isDay: true));
        Assert.Equal("2024-09-24T00:00:00.000Z", CsvCell.Format(midnight, isDay: false));
        Assert.Equal("2024-09-24T02:34:56.000Z", CsvCell.Format(midnight.AddSeconds(9296), isDay: true));
        Assert.Equal("2024-09-23T22:00:00.000Z", CsvCell.Format(new DateTimeOffset(2024, 9, 24, 0, 0, 0, TimeSpan.FromHours(2)), isDay: true));
        Assert.Equal("1234.50", CsvCell.Format(1234.50m, isDay: false));
        Assert.Equal("true", CsvCell.Format(true, isDay: false));
    }

    [Fact]
    public void AFileIsPutInItsPlaceWhole()
    {
        File.WriteAllText(FilePath, "old");
        using (var file = new CsvFile(FilePath, new CsvOptions(',', IsRaw: false, HasByteOrderMark: true), append: false))
        {
            file.WriteCell("memo");
            file.WriteCell("total_amount");
            file.EndRow();
            file.WriteCell("a \"b\",\nc");
            file.WriteCell(-1.50m);
            file.EndRow();
            Assert.Equal("old", File.ReadAllText(FilePath));
            file.Commit();
        }

        Assert.Equal("memo,total_amount\r\n\"a \"\"b\"\",\nc\",-1.50\r\n", File.ReadAllText(FilePath));
        Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(FilePath)[..3]);
        Assert.Single(Directory.GetFiles(directory));
    }

    [Fact]
    public void WhatIsNotCompleteLeavesTheOldFile()
    {
        File.WriteAllText(FilePath, "old");
        using (var file = new CsvFile(FilePath, new CsvOptions(',', IsRaw: false, HasByteOrderMark: false), append: false))
        {
            file.WriteCell("half");
        }

        Assert.Equal("old", File.ReadAllText(FilePath));
        Assert.Single(Directory.GetFiles(directory));
    }

    [Theory]
    [InlineData("id;\"a;b\"\r\n1;2\r\n", "id;\"a;b\"\r\n1;2\r\n3\r\n")]
    [InlineData("id;\"a;b\"\r\n1;2", "id;\"a;b\"\r\n1;2\r\n3\r\n")]
    public void RowsAreAddedBehindTheOnesThatAreThere(string before, string after)
    {
        File.WriteAllText(FilePath, before, Encoding.UTF8);
        using (var file = new CsvFile(FilePath, new CsvOptions(';', IsRaw: false, HasByteOrderMark: true), append: true))
        {
            Assert.Equal(["id", "a;b"], file.Header);
            file.WriteCell(3);
            file.EndRow();
            file.Commit();
        }

        Assert.Equal(after, File.ReadAllText(FilePath));
    }

    [Fact]
    public void AnEmptyFileIsBegunAnew()
    {
        File.WriteAllText(FilePath, "");
        using var file = new CsvFile(FilePath, new CsvOptions(',', IsRaw: false, HasByteOrderMark: false), append: true);
        Assert.Null(file.Header);
    }
}
