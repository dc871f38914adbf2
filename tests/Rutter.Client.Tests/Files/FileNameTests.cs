using System.Text;
using Rutter.Client.Files;
using Xunit;

namespace Rutter.Client.Tests.Files;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("receipt.pdf", "receipt.pdf")]
    [InlineData("Beleg März (2).pdf", "Beleg März (2).pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\Windows\\system32\\x.dll", "x.dll")]
    [InlineData("C:\\a.pdf", "a.pdf")]
    [InlineData("a:b.pdf", "a_b.pdf")]
    [InlineData("a*?<>|\".pdf", "a______.pdf")]
    [InlineData("..", "instead")]
    [InlineData(".", "instead")]
    [InlineData("", "instead")]
    [InlineData(null, "instead")]
    [InlineData("a/", "instead")]
    [InlineData("\u001b[31mred\u0007.pdf", "[31mred.pdf")]
    [InlineData("exe.\u202efdp", "exe.fdp")]
    [InlineData("a\0b\r\nc.pdf", "abc.pdf")]
    [InlineData(".bashrc", "_bashrc")]
    [InlineData("...hidden", "_hidden")]
    [InlineData("CON", "_CON")]
    [InlineData("nul.txt", "_nul.txt")]
    [InlineData("com1.pdf", "_com1.pdf")]
    [InlineData("name. . ", "name")]
    [InlineData("  spaced .pdf ", "spaced .pdf")]
    public void A_name_of_a_server_becomes_one_that_stays_in_its_folder(string? given, string expected) =>
        Assert.Equal(expected, SafeFileName.Of(given, "instead"));

    [Theory]
    [InlineData('a')]
    [InlineData('ä')]
    [InlineData('字')]
    public void A_long_name_keeps_its_extension(char letter)
    {
        var name = SafeFileName.Of(new string(letter, 500) + ".pdf", "instead");
        Assert.EndsWith(".pdf", name, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 100, 120);
        Assert.InRange(SafeFileName.Of("a." + new string(letter, 500), "instead").Length, 20, 120);
    }

    [Fact]
    public void No_name_leaves_its_folder()
    {
        var random = new Random(7);
        const string Letters = "./\\:*?\"<>| ~$%\0\r\n\tab\u202e\u200b\ud83d\ude00\ud800CONnul";
        for (var i = 0; i < 20_000; i++)
        {
            var given = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Letters[random.Next(Letters.Length)]));
            var name = SafeFileName.Of(given, "instead");
            Assert.Equal(name, Path.GetFileName(Path.GetFullPath(Path.Combine(Path.GetTempPath(), name))));
            Assert.DoesNotContain(name, c => char.IsControl(c) || "<>:\"/\\|?*".Contains(c, StringComparison.Ordinal));
            Assert.False(name.StartsWith('.') || name.EndsWith('.') || name.EndsWith(' ') || name.Length == 0, $"'{given}' became '{name}'.");
        }
    }

    [Fact]
    public void A_folder_gives_each_file_a_name_and_a_file_is_for_one_only()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var several = new FileDestination(folder.FullName, mayReplace: false);
            Assert.Equal(["a.pdf", "A (2).PDF", "a (3).pdf"], new[] { "a.pdf", "A.PDF", "a.pdf" }.Select(several.Choose).Select(Path.GetFileName));
            Assert.True(new FileDestination(Path.Combine(folder.FullName, "new"), false).IsFolder);
            Assert.True(new FileDestination(Path.Combine(folder.FullName, "v1.0") + Path.DirectorySeparatorChar, false).IsFolder);

            var file = Path.Combine(folder.FullName, "one.pdf");
            var one = new FileDestination(file, mayReplace: true);
            Assert.Equal(file, one.Choose("other.pdf"));
            Assert.Equal(FileProblem.Taken, Assert.Throws<FileException>(() => one.Choose("third.pdf")).Problem);

            File.WriteAllText(file, "there");
            Assert.Equal(FileProblem.Exists, Assert.Throws<FileException>(() => new FileDestination(file, false).Choose("x")).Problem);
            Assert.Equal(
                FileProblem.Exists, Assert.Throws<FileException>(() => new FileDestination(folder.FullName, false).Choose("one.pdf")).Problem);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
