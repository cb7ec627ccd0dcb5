using System.Text;
using System.Text.Json.Nodes;
using AsyncWorkbook.Engine.Jupyter;
using CsCheck;

namespace AsyncWorkbook.Engine.Tests.Jupyter;

/// <summary>How messages lie in the frames of a socket.</summary>
public sealed class WireTests
{
    private static readonly byte[] route = [1, 2, 3];
    private static readonly byte[] parent = "{\"msg_id\":\"p\"}"u8.ToArray();
    private static readonly JsonObject content = new() { ["code"] = "♞ \"1\"" };

    private readonly Wire wire = new("secret"u8.ToArray());

    [Fact]
    public void A_message_comes_back_as_it_was_sent() => Gen.Select(Gen.String, Gen.Byte.Array, Gen.Byte.Array.Array[0, 3]).Sample((text, key, identities) =>
    {
        var own = new Wire(key);
        var body = new JsonObject { ["text"] = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) };
        var (frames, id) = own.Encode(identities, "execute_request", parent, body, new JsonObject { ["a"] = 1 });
        var read = own.Decode(frames);
        Assert.Equal(identities, read.Identities);
        Assert.Equal(("execute_request", id, "5.4"), (read.Type, (string?)read.Header["msg_id"], (string?)read.Header["version"]));
        Assert.Equal("p", (string?)read.Parent["msg_id"]);
        Assert.True(JsonNode.DeepEquals(body, read.Content));
        Assert.Equal(1, (int)read.Metadata["a"]!);
        Assert.Equal(frames[identities.Length + 2], read.HeaderJson);
    });

    [Fact]
    public void No_two_messages_have_the_same_id() =>
        Assert.Equal(3, new[] { Encode(), Encode(), Encode() }.Select(frames => (string?)wire.Decode(frames).Header["msg_id"]).Distinct().Count());

    [Fact]
    public void The_signature_is_the_HMAC_of_the_four_parts_in_lower_case()
    {
        // python3 -c "import hmac; print(hmac.new(b'secret', b'{\"msg_type\":\"x\"}{}{}{}', 'sha256').hexdigest())"
        const string signature = "26d0a3c8b5422579aa6a8453b7ef5535ed8bcaae3d8448eb8b6775b776e662aa";
        Assert.Equal("x", wire.Decode(Frames(signature, "{\"msg_type\":\"x\"}", "{}", "{}", "{}")).Type);
        Assert.Throws<InvalidMessageException>(() => wire.Decode(Frames(signature.ToUpperInvariant(), "{\"msg_type\":\"x\"}", "{}", "{}", "{}")));
    }

    [Fact]
    public void Any_change_breaks_the_signature()
    {
        var frames = Encode();
        for (var part = 2; part < frames.Count; part++)
        {
            var changed = frames.Select(frame => frame.ToArray()).ToList();
            changed[part][^1] ^= 1;
            Assert.Equal("a message with a wrong signature", Assert.Throws<InvalidMessageException>(() => wire.Decode(changed)).Message);
        }

        Assert.Throws<InvalidMessageException>(() => new Wire("other"u8.ToArray()).Decode(frames));
        Assert.Throws<InvalidMessageException>(() => new Wire(default).Decode(frames));
    }

    [Fact]
    public void A_message_that_has_come_before_is_refused()
    {
        var (first, second) = (Encode(), Encode());
        wire.Decode(first);
        wire.Decode(second);
        Assert.Equal("a message that had come before", Assert.Throws<InvalidMessageException>(() => wire.Decode(first)).Message);

        // Without a key there is no signature that could tell.
        var open = new Wire(default);
        Assert.Equal(open.Decode(Frames("", "{\"msg_type\":\"x\"}", "{}", "{}", "{}")).Type, open.Decode(Frames("", "{\"msg_type\":\"x\"}", "{}", "{}", "{}")).Type);
    }

    [Theory]
    [InlineData("[]", "{}", "{}", "{}", "header is not an object")]
    [InlineData("{\"msg_type\":\"x\"}", "nonsense", "{}", "{}", "parent header is not JSON")]
    [InlineData("{\"msg_type\":\"x\"}", "{}", "{}", "\u00ff", "content is not text in UTF-8")]
    [InlineData("{}", "{}", "{}", "{}", "without a type")]
    [InlineData("{\"msg_type\":5}", "{}", "{}", "{}", "without a type")]
    public void Parts_that_are_not_what_they_should_be_are_named(string header, string parentHeader, string metadata, string body, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidMessageException>(() => new Wire(default).Decode(Frames("", header, parentHeader, metadata, body))).Message, StringComparison.Ordinal);

    [Fact]
    public void Too_few_frames_are_no_message()
    {
        var frames = Encode();
        for (var count = 0; count < frames.Count; count++)
        {
            Assert.Throws<InvalidMessageException>(() => wire.Decode([.. frames.Take(count)]));
        }
    }

    [Fact]
    public void Raw_buffers_behind_the_message_do_not_matter() => Assert.Equal("status", wire.Decode([.. Encode(), [0xff]]).Type);

    private IReadOnlyList<byte[]> Encode() => wire.Encode([route], "status", parent, content).Frames;

    /// <summary>Frames of a message in Latin 1, so that a part may be bytes that are no text.</summary>
    private static IReadOnlyList<byte[]> Frames(string signature, params string[] parts) =>
        [route, "<IDS|MSG>"u8.ToArray(), .. parts.Prepend(signature).Select(Encoding.Latin1.GetBytes)];
}
