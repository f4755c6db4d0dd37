// Solves the task that the backend sets when very many messages come in (contact/abuse/proof.py): tries keys until one begins as
// it should, after ALTCHA's protocol. The browser derives keys beside the page, so that nothing stands still meanwhile.
(function () {
  "use strict";
  var AT_ONCE = 8;
  var LONGEST_MILLISECONDS = 60000;
  var LAST_COUNTER = 0xffffffff;

  function bytes(hex) {
    return new Uint8Array((hex.match(/../g) || []).map(function (pair) { return parseInt(pair, 16); }));
  }

  function hex(buffer) {
    return Array.prototype.map.call(new Uint8Array(buffer), function (byte) { return (byte + 256).toString(16).slice(1); }).join("");
  }

  // The key of one try: derived from the nonce with the number of the try behind it.
  function derived(task, counter) {
    var nonce = bytes(task.nonce);
    var password = new Uint8Array(nonce.length + 4);
    password.set(nonce);
    new DataView(password.buffer).setUint32(nonce.length, counter);
    var derivation = { name: "PBKDF2", hash: task.algorithm.split("/")[1], salt: bytes(task.salt), iterations: task.cost };
    return crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]).then(function (key) {
      return crypto.subtle.deriveBits(derivation, key, task.keyLength * 8);
    }).then(hex);
  }

  // The text that proves it. Fails where the browser offers no cryptography, which it does only over https and on localhost.
  function solved(challenge) {
    var task = challenge.parameters;
    var began = performance.now();
    if (!self.crypto || !crypto.subtle) return Promise.reject(new Error("no cryptography"));

    function from(first) {
      var tries = [];
      for (var counter = first; counter < first + AT_ONCE; counter += 1) tries.push(derived(task, counter));
      return Promise.all(tries).then(function (keys) {
        var right = keys.findIndex(function (key) { return key.indexOf(task.keyPrefix) === 0; });
        var took = performance.now() - began;
        if (right >= 0) return proof(first + right, keys[right], took);
        if (took > LONGEST_MILLISECONDS || first + 2 * AT_ONCE > LAST_COUNTER) throw new Error("not solved");
        return from(first + AT_ONCE);
      });
    }

    function proof(counter, key, took) {
      return btoa(JSON.stringify({ challenge: challenge, solution: { counter: counter, derivedKey: key, time: took } }));
    }

    return from(0);
  }

  self.frontdeskProof = { solved: solved };
})();
