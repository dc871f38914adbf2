using Rutter.Client.Listing;
using Xunit;

namespace Rutter.Client.Tests.Listing;

public sealed class FirstCallTests
{
    [Fact]
    public async Task The_first_call_is_prepared_with_a_list_of_one_object_and_no_server() => Assert.Equal(1, await FirstCall.ReadAsync());
}
