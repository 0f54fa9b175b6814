<?php
/**
 * Plugin Name: HeadlessKey Connector
 * Description: Accepts the access tokens of a HeadlessKey server on every REST route, lets that server sign in and look after the people of this site, and brings the block "HeadlessKey login".
 * Version: 1.0.0
 * Requires at least: 6.0
 * Requires PHP: 7.4
 * License: GPL-2.0-or-later
 * License URI: https://www.gnu.org/licenses/gpl-2.0.html
 *
 * Copy this file into wp-content/mu-plugins/. It has no table, no library and no page of settings: everything is said by constants in
 * wp-config.php, which "headlesskey wordpress connect" prints ready to paste.
 *
 *   HEADLESSKEY_ISSUER      The "iss" of the tokens to accept, such as 'https://auth.example.org'. Without it no token is looked at.
 *   HEADLESSKEY_AUDIENCE    What "aud" must have in it. Optional; without it "aud" is not looked at.
 *   HEADLESSKEY_KEYS        The HS256 secrets of tokens in base64: ['kid' => ['HS256', '…'], …]. Public keys for RS256 and ES256 may stand here
 *                           as PEM, but need not: the server tells them by a signed call. What stands here counts until it is taken out.
 *   HEADLESSKEY_SERVERS     Who may make signed calls: ['name' => 'secret of at least 32 characters', …]. Without it there are no such calls.
 *   HEADLESSKEY_ROLES       The roles that signed calls may give and take away. Anyone with another one, or a capability of their own, gets none and
 *                           loses none by a call. Default: ['subscriber'].
 *   HEADLESSKEY_SERVER_URL  Where browsers find the server, for the block. Default: HEADLESSKEY_ISSUER.
 *
 * What the server and this file say to each other is written down in docs/wordpress-connector.md of HeadlessKey.
 *
 * This program is free software: you can redistribute it and/or modify it under the terms of the GNU General Public License as published by the
 * Free Software Foundation, either version 2 of the License, or (at your option) any later version. It is distributed in the hope that it
 * will be useful, but WITHOUT ANY WARRANTY; without even the implied warranty of MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.
 */

namespace HeadlessKey\Connector;

defined('ABSPATH') || exit;

const VERSION = '1.0.0';

/* =====================================================================================================================
 * What the constants say
 * ================================================================================================================== */

/** The constants of wp-config.php, as far as they make sense. What makes none counts as not said, and health tells. */
final class Settings
{
    const SHORTEST_SECRET = 32;
    const PUSHED_KEYS = 'headlesskey_keys'; // the option that keeps the keys of a signed call

    public static function issuer(): ?string
    {
        return self::text('HEADLESSKEY_ISSUER');
    }

    public static function audience(): ?string
    {
        return self::text('HEADLESSKEY_AUDIENCE');
    }

    /** Where browsers find the server, without a slash at the end. */
    public static function serverUrl(): ?string
    {
        $url = self::text('HEADLESSKEY_SERVER_URL') ?? self::issuer();
        return $url !== null && preg_match('#^https?://#i', $url) ? rtrim($url, '/') : null;
    }

    /** The entries of all keys by kid; those of wp-config.php cannot be replaced by a call. */
    public static function keyEntries(): array
    {
        $pushed = get_option(self::PUSHED_KEYS, []);
        return self::list('HEADLESSKEY_KEYS') + (is_array($pushed) ? $pushed : []);
    }

    /** The key of that name, or null when there is none that can be used. */
    public static function key(string $kid): ?Key
    {
        // The option is asked last: where there is none, that is a query.
        $entry = self::list('HEADLESSKEY_KEYS')[$kid] ?? self::keyEntries()[$kid] ?? null;
        return $entry === null ? null : Key::of($entry);
    }

    /** The secrets of those who may make signed calls, by name. */
    public static function servers(): array
    {
        return array_filter(self::list('HEADLESSKEY_SERVERS'), function ($secret) {
            return is_string($secret) && strlen($secret) >= self::SHORTEST_SECRET;
        });
    }

    /** The roles that signed calls may give and take away, as they are named. */
    public static function roles(): array
    {
        $roles = defined('HEADLESSKEY_ROLES') ? self::list('HEADLESSKEY_ROLES') : ['subscriber'];
        return array_values(array_filter($roles, 'is_string'));
    }

    /** What is wrong with the constants, in words. */
    public static function faults(): array
    {
        $faults = [];
        if (self::issuer() === null) {
            $faults[] = 'HEADLESSKEY_ISSUER is not set: no token is accepted.';
        }
        foreach (self::keyEntries() as $kid => $entry) {
            if (Key::of($entry) === null) {
                $faults[] = "The key $kid cannot be used: RS256 needs a public key of 2048 bits or more, ES256 one of P-256, HS256 32 bytes in base64.";
            }
        }
        foreach (array_diff_key(self::list('HEADLESSKEY_SERVERS'), self::servers()) as $name => $secret) {
            $faults[] = "The secret of $name in HEADLESSKEY_SERVERS is shorter than " . self::SHORTEST_SECRET . ' characters.';
        }
        foreach (self::roles() as $role) {
            if (!wp_roles()->is_role($role)) {
                $faults[] = "There is no role $role, which HEADLESSKEY_ROLES names.";
            }
        }
        if (is_multisite()) {
            $faults[] = 'This is a multisite, which the connector does not know about.';
        }
        return $faults;
    }

    private static function text(string $constant): ?string
    {
        $value = defined($constant) ? constant($constant) : null;
        return is_string($value) && $value !== '' ? $value : null;
    }

    private static function list(string $constant): array
    {
        $value = defined($constant) ? constant($constant) : [];
        return is_array($value) ? $value : [];
    }
}

/* =====================================================================================================================
 * Tokens
 * ================================================================================================================== */

/** A key together with its one algorithm: the key decides, a token may only agree (RFC 8725, 3.1). */
final class Key
{
    public string $algorithm;
    private string $material;

    private function __construct(string $algorithm, string $material)
    {
        $this->algorithm = $algorithm;
        $this->material = $material;
    }

    /**
     * @param mixed $entry What HEADLESSKEY_KEYS has for a kid.
     * @return Key|null Null when it is not a key of its algorithm, or too weak.
     */
    public static function of($entry): ?Key
    {
        if (!is_array($entry) || !isset($entry[0], $entry[1]) || !is_string($entry[0]) || !is_string($entry[1])) {
            return null;
        }
        [$algorithm, $text] = $entry;
        if ($algorithm === 'HS256') {
            $secret = preg_match('#^[A-Za-z0-9+/_-]+={0,2}$#D', $text) ? base64_decode(strtr($text, '-_', '+/'), true) : false;
            return $secret !== false && strlen($secret) >= 32 ? new self($algorithm, $secret) : null;
        }
        // Only a key as text: openssl would also open a file by its name.
        if (!function_exists('openssl_verify') || strpos(trim($text), '-----BEGIN PUBLIC KEY-----') !== 0) {
            return null;
        }
        $public = openssl_pkey_get_public($text);
        $details = $public ? openssl_pkey_get_details($public) : false;
        $fits = $details && (
            $algorithm === 'RS256' ? $details['type'] === OPENSSL_KEYTYPE_RSA && $details['bits'] >= 2048
            : ($algorithm === 'ES256' && $details['type'] === OPENSSL_KEYTYPE_EC && ($details['ec']['curve_name'] ?? '') === 'prime256v1'));
        return $fits ? new self($algorithm, $text) : null;
    }

    public function verifies(string $signature, string $data): bool
    {
        switch ($this->algorithm) {
            case 'HS256':
                return hash_equals(hash_hmac('sha256', $data, $this->material, true), $signature);
            case 'RS256':
                return openssl_verify($data, $signature, $this->material, OPENSSL_ALGO_SHA256) === 1;
            case 'ES256':
                return strlen($signature) === 64
                    && openssl_verify($data, self::derOf($signature), $this->material, OPENSSL_ALGO_SHA256) === 1;
            default:
                return false;
        }
    }

    /** A JWS has r and s side by side, 32 bytes each (RFC 7518, 3.4); openssl wants an ASN.1 sequence of two integers. */
    private static function derOf(string $signature): string
    {
        $integers = '';
        foreach (str_split($signature, 32) as $number) {
            $number = ltrim($number, "\0");
            if ($number === '' || ord($number[0]) >= 0x80) {
                $number = "\0" . $number; // an integer is signed: a leading bit would make it negative
            }
            $integers .= "\x02" . chr(strlen($number)) . $number;
        }
        return "\x30" . chr(strlen($integers)) . $integers;
    }
}

/** Reads tokens, strictly: what two readers could take in two ways is refused before the signature is looked at. */
final class Token
{
    const LONGEST = 8192;
    const DEEPEST = 8;
    const LEEWAY = 30; // seconds that two clocks may differ

    // They would have the key that verifies a token named by that token (RFC 7515, 4.1), or its form changed.
    const REFUSED_HEADERS = ['crit', 'jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'zip', 'b64'];

    /** Whose token it says it is. Nothing is checked: it only tells whether the token is ours to judge. */
    public static function issuerOf(string $token): ?string
    {
        $parts = explode('.', $token);
        $claims = isset($parts[1]) ? json_decode((string) base64_decode(strtr($parts[1], '-_', '+/'))) : null;
        return is_object($claims) && isset($claims->iss) && is_string($claims->iss) ? $claims->iss : null;
    }

    /** The claims of a genuine token, whatever its dates; null when it is not one. */
    public static function claimsOf(string $token): ?\stdClass
    {
        $parts = explode('.', $token);
        if (strlen($token) > self::LONGEST || count($parts) !== 3) {
            return null;
        }
        [$header, $claims, $signature] = array_map([self::class, 'decode'], $parts);
        $header = self::parse($header);
        $claims = self::parse($claims);
        if ($header === null || $claims === null || $signature === null) {
            return null;
        }
        foreach (self::REFUSED_HEADERS as $name) {
            if (property_exists($header, $name)) {
                return null;
            }
        }
        if (!is_string($header->kid ?? null) || (property_exists($header, 'typ') && $header->typ !== 'JWT')) {
            return null;
        }
        $key = Settings::key($header->kid);
        return $key !== null && ($header->alg ?? null) === $key->algorithm && $key->verifies($signature, "$parts[0].$parts[1]") ? $claims : null;
    }

    /** Canonical base64url, or null. */
    private static function decode(string $text): ?string
    {
        $bytes = preg_match('/^[A-Za-z0-9_-]+$/D', $text) ? base64_decode(strtr($text, '-_', '+/'), true) : false;
        return $bytes !== false && rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=') === $text ? $bytes : null;
    }

    /** A JSON object without a name that comes twice, or null. */
    private static function parse(?string $json): ?\stdClass
    {
        $value = $json === null ? null : json_decode($json, false, self::DEEPEST);
        if (!$value instanceof \stdClass) {
            return null;
        }
        // The parser keeps the last of two equal names and says nothing: then the text has more names than came out of it.
        $strings = preg_match_all('/"(?:[^"\\\\]++|\\\\.)*+"(\s*:)?/s', $json, $matches);
        return $strings !== false && count(array_filter($matches[1], 'strlen')) === self::countNames($value) ? $value : null;
    }

    private static function countNames($value): int
    {
        $names = is_object($value) ? count((array) $value) : 0;
        return is_object($value) || is_array($value) ? $names + array_sum(array_map([self::class, 'countNames'], (array) $value)) : 0;
    }
}

/** Says what a bearer token is worth on this site. */
final class TokenJudge
{
    const LATEST_DATE = 253370764800; // the year 9999

    /**
     * No text in here is translated: that would ask for the user's language, and so for the user, whom we are just finding out.
     *
     * @return \WP_User|\WP_Error|null Null: the token is not ours to judge.
     */
    public static function judge(string $token)
    {
        if (Settings::issuer() === null || Token::issuerOf($token) !== Settings::issuer()) {
            return null;
        }
        $claims = Token::claimsOf($token);
        if ($claims === null || !self::isForThisSite($claims) || !self::isWellFormed($claims)) {
            return self::refuse('headlesskey_invalid_token', 'The access token is not valid.');
        }
        $now = time();
        if ($claims->exp <= $now - Token::LEEWAY) {
            return self::refuse('headlesskey_expired_token', 'The access token has expired.');
        }
        if ($claims->iat > $now + Token::LEEWAY || ($claims->nbf ?? 0) > $now + Token::LEEWAY) {
            return self::refuse('headlesskey_invalid_token', 'The access token is not valid yet.');
        }
        $user = get_userdata($claims->data->ID);
        if (!$user || !People::isSame($user->user_login, $claims->data->user_login)) {
            return self::refuse('headlesskey_invalid_token', 'The access token is not valid.');
        }
        if (!hash_equals(People::stamp($user), $claims->data->stamp) || People::isDisabled($user) || Standing::of($user->ID)->refuses($claims)) {
            return self::refuse('headlesskey_revoked_token', 'The access token has been revoked.');
        }
        return $user;
    }

    private static function isForThisSite(\stdClass $claims): bool
    {
        $audience = Settings::audience();
        $given = $claims->aud ?? [];
        return ($claims->iss ?? null) === Settings::issuer()
            && ($audience === null || in_array($audience, is_array($given) ? $given : [$given], true));
    }

    // Each of these is written by the server into every token. The stamp among them: a token without one comes from a server that keeps
    // people of its own, whose numbers are not those of this site.
    private static function isWellFormed(\stdClass $claims): bool
    {
        $data = $claims->data ?? null;
        return self::isDate($claims->exp ?? null) && self::isDate($claims->iat ?? null) && self::isDate($claims->nbf ?? 0)
            && is_string($claims->jti ?? null) && is_string($claims->sid ?? null) && is_int($claims->gen ?? 0)
            && $data instanceof \stdClass
            && is_int($data->ID ?? null) && $data->ID > 0 && ($claims->sub ?? null) === (string) $data->ID
            && is_string($data->user_login ?? null) && is_string($data->stamp ?? null);
    }

    private static function isDate($value): bool
    {
        return is_int($value) && $value >= 0 && $value < self::LATEST_DATE;
    }

    private static function refuse(string $code, string $message): \WP_Error
    {
        return new \WP_Error($code, $message, ['status' => 401]);
    }
}

/** Puts the token's user in the place of whoever else WordPress would have taken for the current user of a REST request. */
final class BearerAuthentication
{
    // Where web servers leave the header. Apache before PHP-FPM drops the first one, unless told otherwise; the last one always passes.
    const HEADERS = ['HTTP_AUTHORIZATION', 'REDIRECT_HTTP_AUTHORIZATION', 'HTTP_X_HK_AUTHORIZATION'];

    private static array $verdicts = [];
    private static bool $isJudging = false;

    public static function register(): void
    {
        // After core's own: cookie at 10, application password at 20, which would overwrite what was found earlier.
        add_filter('determine_current_user', [self::class, 'determineUser'], 30);
        // Before core asks for the nonce of a cookie, at 100: with a cookie besides, it would make the user anonymous.
        add_filter('rest_authentication_errors', [self::class, 'findErrors'], 50);
        add_filter('rest_send_nocache_headers', [self::class, 'isNotToBeCached']);
        add_filter('rest_post_dispatch', [self::class, 'challenge']);
        add_filter('rest_pre_serve_request', [self::class, 'sendVary'], 20); // after core's own, at 10
        add_filter('rest_allowed_cors_headers', [self::class, 'allowHeader']);
    }

    /** @param int|false $userId Whom others have found so far. */
    public static function determineUser($userId)
    {
        $verdict = self::isRestRequest() ? self::verdict() : null;
        if ($verdict === null) {
            return $userId;
        }
        return is_wp_error($verdict) ? false : $verdict->ID; // a bad token of ours never falls back to a cookie
    }

    /** @param \WP_Error|true|null $result What others have found so far. */
    public static function findErrors($result)
    {
        $verdict = self::verdict();
        if ($verdict === null || is_wp_error($result)) {
            return $result;
        }
        if (is_wp_error($verdict)) {
            return $verdict;
        }
        // Somebody may have asked for the user before it was plain that this is a REST request.
        if (get_current_user_id() !== $verdict->ID) {
            wp_set_current_user($verdict->ID);
        }
        return true;
    }

    /** Also the refusal of a token is for its sender only. */
    public static function isNotToBeCached($noCache)
    {
        return $noCache || self::verdict() !== null;
    }

    public static function challenge($response)
    {
        if (is_wp_error(self::verdict()) && $response instanceof \WP_REST_Response && $response->get_status() === 401) {
            $response->header('WWW-Authenticate', 'Bearer error="invalid_token"');
        }
        return $response;
    }

    /** One line with all of it: nginx before 1.23 keeps only the last of several. */
    public static function sendVary($served)
    {
        if (!headers_sent()) {
            $names = [];
            foreach (headers_list() as $line) {
                if (stripos($line, 'Vary:') === 0) {
                    $names = array_merge($names, array_map('trim', explode(',', substr($line, 5))));
                }
            }
            $names = array_merge($names, ['Origin', 'Authorization', 'X-HK-Authorization']);
            header('Vary: ' . implode(', ', array_intersect_key($names, array_unique(array_map('strtolower', array_filter($names))))));
        }
        return $served;
    }

    public static function allowHeader($names)
    {
        $names[] = 'X-HK-Authorization';
        return $names;
    }

    /** @return \WP_User|\WP_Error|null */
    private static function verdict()
    {
        $token = self::token();
        if ($token === null || self::$isJudging) {
            return null; // somebody who helps us to judge asks who the user is
        }
        if (!array_key_exists($token, self::$verdicts)) {
            self::$isJudging = true;
            try {
                self::$verdicts[$token] = TokenJudge::judge($token);
            } finally {
                self::$isJudging = false;
            }
        }
        return self::$verdicts[$token];
    }

    private static function token(): ?string
    {
        foreach (self::HEADERS as $name) {
            if (isset($_SERVER[$name]) && is_string($_SERVER[$name]) && preg_match('/^\s*Bearer\s+(\S+)\s*$/i', $_SERVER[$name], $match)) {
                return $match[1];
            }
        }
        return null;
    }

    // The user may be asked for long before WordPress itself knows what kind of request this is.
    private static function isRestRequest(): bool
    {
        $path = strtok((string) ($_SERVER['REQUEST_URI'] ?? ''), '?');
        return (defined('REST_REQUEST') && REST_REQUEST)
            || !empty($_GET['rest_route']) || !empty($_POST['rest_route'])
            || strpos("$path/", '/' . rest_get_url_prefix() . '/') !== false;
    }
}

/* =====================================================================================================================
 * People
 * ================================================================================================================== */

final class People
{
    /** Says which password the user has, without saying anything about it: it changes with the password, whoever changes it and how. */
    public static function stamp(\WP_User $user): string
    {
        return substr(hash_hmac('sha256', $user->user_pass, wp_salt('auth')), 0, 16);
    }

    /** Whether the user may not be signed in, because of the server, of WordPress, or of another plugin. */
    public static function isDisabled(\WP_User $user): bool
    {
        $disabled = (int) $user->user_status !== 0 || Standing::of($user->ID)->isDisabled;
        return (bool) apply_filters('headlesskey_user_disabled', $disabled, $user);
    }

    /**
     * Finds somebody by exactly this login or address, but for upper and lower case. WordPress and its database would also take
     * "gräce" or "<b>grace" for grace, and who counts wrong guesses for each login must not be led around by that.
     *
     * @param string $by id, login, email or login_or_email
     * @param int|string $value
     */
    public static function find(string $by, $value): ?\WP_User
    {
        if ($by === 'login_or_email') {
            return self::find('login', $value) ?? self::find('email', $value);
        }
        $user = get_user_by($by, $value);
        if (!$user) {
            return null;
        }
        return $by === 'id' || self::isSame($by === 'login' ? $user->user_login : $user->user_email, $value) ? $user : null;
    }

    public static function isSame(string $one, string $other): bool
    {
        return function_exists('mb_strtolower')
            ? mb_strtolower($one, 'UTF-8') === mb_strtolower($other, 'UTF-8')
            : strtolower($one) === strtolower($other);
    }

    /** A user as signed calls show one, read anew. */
    public static function show(int $id): array
    {
        $user = get_userdata($id);
        return [
            'ID' => $user->ID,
            'user_login' => $user->user_login,
            'user_nicename' => $user->user_nicename,
            'user_email' => $user->user_email,
            'display_name' => $user->display_name,
            'first_name' => (string) $user->first_name,
            'last_name' => (string) $user->last_name,
            'nickname' => (string) $user->nickname,
            'locale' => (string) $user->locale,
            'roles' => array_values($user->roles),
            'user_registered' => str_replace(' ', 'T', $user->user_registered) . '+00:00',
            'disabled' => self::isDisabled($user),
            'stamp' => self::stamp($user),
        ];
    }
}

/**
 * What the server has said about one user's tokens: since when they count, which ones do not, and whether any does. It is one row of user
 * meta, which WordPress reads together with the user's capabilities: asking costs no query.
 */
final class Standing
{
    const META = '_headlesskey';
    const MOST_REVOKED = 100;

    public int $notBefore = 0;
    public bool $isDisabled = false;

    /** By "sid …" or "jti …": [the first generation that counts again or null, when to forget it]. */
    private array $revoked = [];

    public static function of(int $userId): Standing
    {
        $standing = new self();
        $meta = get_user_meta($userId, self::META, true);
        if (is_array($meta)) {
            $standing->notBefore = (int) ($meta['not_before'] ?? 0);
            $standing->isDisabled = !empty($meta['disabled']);
            $standing->revoked = is_array($meta['revoked'] ?? null) ? $meta['revoked'] : [];
        }
        return $standing;
    }

    /**
     * Changes it as if nobody else did at the same time.
     *
     * @param callable $change Is given the standing to change.
     */
    public static function change(int $userId, callable $change): Standing
    {
        return Lock::hold("user $userId", function () use ($userId, $change) {
            wp_cache_delete($userId, 'user_meta'); // read before we had the lock
            $standing = self::of($userId);
            $change($standing);
            update_user_meta($userId, self::META, $standing->toMeta());
            $kept = self::of($userId);
            if ($kept != $standing) {
                throw new CallFault(500, 'headlesskey_failed', 'The database has not kept it.');
            }
            return $kept;
        });
    }

    /** @param array $entry sid or jti, exp, and for a sid perhaps gen. */
    public function revoke(array $entry): void
    {
        $name = isset($entry['sid']) ? "sid $entry[sid]" : "jti $entry[jti]";
        $generation = $entry['gen'] ?? null;
        [$known, $until] = $this->revoked[$name] ?? [0, 0];
        $stricter = $known === null || $generation === null ? null : max($known, $generation);
        $this->revoked[$name] = [$stricter, max($until, $entry['exp'])];
    }

    /**
     * Forgets what has expired by itself; and when much is left, refuses all that was issued so far, rather than forget some of it.
     *
     * @param int $now By the clock of the issuer.
     */
    public function prune(int $now): void
    {
        $this->revoked = array_filter($this->revoked, function ($entry) {
            return $entry[1] + 2 * Token::LEEWAY > time();
        });
        if (count($this->revoked) > self::MOST_REVOKED) {
            $this->notBefore = max($this->notBefore, $now + 1);
            $this->revoked = [];
        }
    }

    public function refuses(\stdClass $claims): bool
    {
        if ($claims->iat < $this->notBefore || isset($this->revoked["jti $claims->jti"])) {
            return true;
        }
        if (!isset($this->revoked["sid $claims->sid"])) {
            return false;
        }
        $generation = $this->revoked["sid $claims->sid"][0];
        return $generation === null || !isset($claims->gen) || $claims->gen < $generation;
    }

    public function countRevoked(): int
    {
        return count($this->revoked);
    }

    private function toMeta(): array
    {
        return ['not_before' => $this->notBefore, 'disabled' => $this->isDisabled, 'revoked' => $this->revoked];
    }
}

/** Keeps those whom the server has disabled out of WordPress's own sign-in, too, and out of what they had signed in to before. */
final class DisabledAccounts
{
    public static function register(): void
    {
        add_filter('authenticate', [self::class, 'refusePassword'], 100); // after all who check a password: only who knows it is told
        add_action('wp_authenticate_application_password_errors', [self::class, 'refuseApplicationPassword'], 10, 2);
        add_filter('determine_current_user', [self::class, 'refuseSession'], 1000); // after all who find a user, by cookie or otherwise
    }

    /** @param int|false $userId Whom others have found so far. */
    public static function refuseSession($userId)
    {
        return $userId && Standing::of((int) $userId)->isDisabled ? false : $userId;
    }

    public static function refusePassword($user)
    {
        return $user instanceof \WP_User && Standing::of($user->ID)->isDisabled
            ? new \WP_Error('headlesskey_account_disabled', 'This account is disabled.')
            : $user;
    }

    public static function refuseApplicationPassword(\WP_Error $errors, \WP_User $user): void
    {
        if (Standing::of($user->ID)->isDisabled) {
            $errors->add('headlesskey_account_disabled', 'This account is disabled.', ['status' => 401]);
        }
    }
}

/* =====================================================================================================================
 * Signed calls of the server
 * ================================================================================================================== */

/** A call that cannot be done as asked; becomes the error that is answered. */
final class CallFault extends \Exception
{
    private string $name;
    private array $data;

    public function __construct(int $status, string $name, string $message, array $data = [])
    {
        parent::__construct($message);
        $this->name = $name;
        $this->data = ['status' => $status] + $data;
    }

    public static function member(string $member, string $why): CallFault
    {
        return new self(400, 'headlesskey_call_invalid', 'The call is not valid.', ['params' => [$member => $why]]);
    }

    public function toError(): \WP_Error
    {
        return new \WP_Error($this->name, $this->getMessage(), $this->data);
    }
}

/** What only one request may do at a time. WordPress's tables have no unique index on logins and addresses, so the database cannot tell. */
final class Lock
{
    const LONGEST_WAIT = 5; // seconds

    /** @return mixed What the work returns. */
    public static function hold(string $what, callable $work)
    {
        global $wpdb;
        // The names are those of the whole database server, and of 64 characters at most.
        $name = 'headlesskey_' . md5(DB_NAME . " $wpdb->prefix $what");
        if ((string) $wpdb->get_var($wpdb->prepare('SELECT GET_LOCK(%s, %d)', $name, self::LONGEST_WAIT)) !== '1') {
            throw new CallFault(503, 'headlesskey_busy', 'Others are at it. Try again.');
        }
        try {
            return $work();
        } finally {
            $wpdb->query($wpdb->prepare('DO RELEASE_LOCK(%s)', $name));
        }
    }
}

/** Lets a signed call in, once, and signs what is answered. */
final class CallSignature
{
    const LONGEST_BODY = 65536;
    const CLOCK_SKEW = 60;
    const NONCES = '_headlesskey_nonce_';

    /** Of the call that was let in: its secret, nonce, route and time. */
    private static ?array $call = null;

    /** The clock of whoever has made the call, which is also the clock that dates tokens. */
    public static function callersTime(): int
    {
        return self::$call['time'];
    }

    /**
     * The permission callback of every call. Each step is a condition for the next one: what a stranger learns ends with the first.
     *
     * @return true|\WP_Error
     */
    public static function check(\WP_REST_Request $request)
    {
        self::$call = null;
        $key = (string) $request->get_header('x_hk_key');
        $time = (string) $request->get_header('x_hk_timestamp');
        $nonce = (string) $request->get_header('x_hk_nonce');
        $signature = (string) $request->get_header('x_hk_signature');
        $body = $request->get_body();
        $secret = Settings::servers()[$key] ?? null;
        if ($secret === null || strlen($body) > self::LONGEST_BODY
            || !preg_match('/^[0-9]{1,12}$/D', $time) || !preg_match('/^[0-9a-f]{32}$/D', $nonce)
            || !hash_equals(self::sign($secret, ['HK1', $request->get_method(), $request->get_route(), $time, $nonce, hash('sha256', $body)]), $signature)) {
            return new \WP_Error('headlesskey_call_signature', 'The signature of the call is not valid.', ['status' => 401, 'time' => time()]);
        }
        self::$call = ['secret' => $secret, 'nonce' => $nonce, 'route' => $request->get_route(), 'time' => (int) $time];
        if (abs(time() - (int) $time) > self::CLOCK_SKEW) {
            return new \WP_Error('headlesskey_call_clock', 'The time of the call is too far off.', ['status' => 401, 'time' => time()]);
        }
        // A query is not signed: it must not be able to say anything. Some web servers add the path as "q".
        if (array_diff_key($_GET, ['rest_route' => true, 'q' => true]) !== []) {
            return CallFault::member('query', 'There must be none.')->toError();
        }
        if (!self::isFirstUse($nonce, (int) $time)) {
            return new \WP_Error('headlesskey_call_replayed', 'This call has been made before.', ['status' => 401]);
        }
        return true;
    }

    /** Writes the answer itself, for what is signed must be what is sent, to the byte. */
    public static function serve($served, $response, $request, $server)
    {
        if ($served || self::$call === null || $request->get_route() !== self::$call['route']) {
            return $served;
        }
        $body = wp_json_encode($server->response_to_data($response, false));
        $time = (string) time();
        header('Cache-Control: no-store');
        header("X-HK-Timestamp: $time");
        header('X-HK-Signature: ' . self::sign(self::$call['secret'], [
            'HK1-ANSWER', (string) $response->get_status(), self::$call['route'], self::$call['nonce'], $time, hash('sha256', $body),
        ]));
        echo $body; // phpcs:ignore WordPress.Security.EscapeOutput -- JSON, and sent as that
        return true;
    }

    private static function sign(string $secret, array $lines): string
    {
        return hash_hmac('sha256', implode("\n", $lines), $secret);
    }

    /**
     * A nonce is a row of the options table, whose names are unique: of two that insert it, one does. The names begin with the time, so
     * that old ones are found by the index and need nobody's cron.
     */
    private static function isFirstUse(string $nonce, int $time): bool
    {
        global $wpdb;
        if (wp_rand(1, 20) === 1) {
            $wpdb->query($wpdb->prepare(
                "DELETE FROM $wpdb->options WHERE option_name BETWEEN %s AND %s LIMIT 200",
                self::NONCES, self::NONCES . sprintf('%012d', time() - 4 * self::CLOCK_SKEW)));
        }
        return 1 === (int) $wpdb->query($wpdb->prepare(
            "INSERT IGNORE INTO $wpdb->options (option_name, option_value, autoload) VALUES (%s, '', 'no')",
            self::NONCES . sprintf('%012d', $time) . "_$nonce"));
    }
}

/** The body of a call: only what was signed, never the query, a form or a file. */
final class CallBody
{
    const LONGEST_TEXT = 1024;
    const LONGEST_HASHABLE = 4096; // bytes; WordPress stores "*" for a longer password

    private array $members;

    public function __construct(\WP_REST_Request $request)
    {
        $members = json_decode($request->get_body());
        if (!$members instanceof \stdClass) {
            throw CallFault::member('body', 'It must be a JSON object.');
        }
        $this->members = (array) $members;
    }

    public function has(string $name): bool
    {
        return isset($this->members[$name]);
    }

    public function text(string $name): string
    {
        $text = $this->members[$name] ?? null;
        if (!is_string($text) || $text === '') {
            throw CallFault::member($name, 'It must be a text that is not empty.');
        }
        return $this->short($name, $text);
    }

    public function optionalText(string $name): ?string
    {
        $text = $this->members[$name] ?? null;
        if ($text !== null && !is_string($text)) {
            throw CallFault::member($name, 'It must be a text.');
        }
        return $text === null ? null : $this->short($name, $text);
    }

    /** A password to be, in the form in which WordPress hashes those of its own pages: with slashes. */
    public function newPassword(): string
    {
        $password = wp_slash($this->text('password'));
        if (trim($password) === '' || strlen($password) > self::LONGEST_HASHABLE) {
            throw CallFault::member('password', 'WordPress cannot keep it.');
        }
        return $password;
    }

    public function optionalNumber(string $name): ?int
    {
        $number = $this->members[$name] ?? null;
        if ($number !== null && (!is_int($number) || $number < 0)) {
            throw CallFault::member($name, 'It must be a whole number.');
        }
        return $number;
    }

    public function optionalBool(string $name): ?bool
    {
        $value = $this->members[$name] ?? null;
        if ($value !== null && !is_bool($value)) {
            throw CallFault::member($name, 'It must be true or false.');
        }
        return $value;
    }

    /** A list of whole numbers, from 1 to $most of them. */
    public function numbers(string $name, int $most): array
    {
        $list = $this->members[$name] ?? null;
        if (!is_array($list) || !$list || count($list) > $most || array_filter($list, 'is_int') !== $list || min($list) < 1) {
            throw CallFault::member($name, "It must be a list of 1 to $most whole numbers.");
        }
        return $list;
    }

    /** A list of texts, which may be empty but must be there. */
    public function texts(string $name): array
    {
        $list = $this->members[$name] ?? null;
        if (!is_array($list) || array_filter($list, 'is_string') !== $list) {
            throw CallFault::member($name, 'It must be a list of texts.');
        }
        return $list;
    }

    /** A list of objects, each as an array. */
    public function objects(string $name): array
    {
        $list = $this->members[$name] ?? [];
        if (!is_array($list) || array_filter($list, 'is_object') !== $list) {
            throw CallFault::member($name, 'It must be a list of objects.');
        }
        return array_map(function ($object) {
            return (array) $object;
        }, $list);
    }

    private function short(string $name, string $text): string
    {
        if (preg_match_all('/./su', $text) > self::LONGEST_TEXT) {
            throw CallFault::member($name, 'It is too long.');
        }
        return $text;
    }
}

/** The routes of the signed calls. They stand in no index. */
final class Calls
{
    const SPACE = 'headlesskey-connector/v1';

    public static function register(): void
    {
        add_action('rest_api_init', [self::class, 'registerRoutes']);
        add_filter('rest_index', [self::class, 'hide']);
        add_filter('rest_namespace_index', [self::class, 'hideNamespace'], 10, 2);
        add_filter('rest_pre_serve_request', [CallSignature::class, 'serve'], 30, 4);
    }

    public static function registerRoutes(): void
    {
        self::route('/verify', [SignIn::class, 'verify']);
        self::route('/user', [Accounts::class, 'find']);
        self::route('/users', [Accounts::class, 'create']);
        self::route('/users/(?P<id>[0-9]{1,18})', [Accounts::class, 'change']);
        self::route('/users/(?P<id>[0-9]{1,18})/password', [Accounts::class, 'setPassword']);
        self::route('/users/(?P<id>[0-9]{1,18})/roles', [Accounts::class, 'setRoles']);
        self::route('/users/(?P<id>[0-9]{1,18})/revoke', [Revocations::class, 'revoke']);
        self::route('/stamps', [Accounts::class, 'stamps']);
        self::route('/keys', [Keys::class, 'replace']);
        self::route('/health', [Health::class, 'report']);
    }

    public static function hide($response)
    {
        $data = $response->get_data();
        $data['namespaces'] = array_values(array_diff($data['namespaces'] ?? [], [self::SPACE]));
        foreach (array_keys($data['routes'] ?? []) as $route) {
            if (strpos($route, '/' . self::SPACE) === 0) {
                unset($data['routes'][$route]);
            }
        }
        $response->set_data($data);
        return $response;
    }

    public static function hideNamespace($response, $request)
    {
        return $request->get_param('namespace') === self::SPACE
            ? new \WP_Error('rest_no_route', 'No route was found matching the URL and request method.', ['status' => 404])
            : $response;
    }

    /** @param callable $call Is given the body and the id in the route; returns what is answered. */
    private static function route(string $path, callable $call): void
    {
        register_rest_route(self::SPACE, $path, [
            'methods' => 'POST',
            'show_in_index' => false,
            'permission_callback' => [CallSignature::class, 'check'],
            'callback' => function (\WP_REST_Request $request) use ($call) {
                try {
                    // The parameter of the route, not one of the same name from anywhere else.
                    return $call(new CallBody($request), (int) ($request->get_url_params()['id'] ?? 0));
                } catch (CallFault $fault) {
                    return $fault->toError();
                } catch (\Throwable $error) {
                    // Where it was, not what it says: that may have a password in it.
                    error_log('HeadlessKey Connector: ' . get_class($error) . ' in ' . $error->getFile() . ':' . $error->getLine());
                    return new \WP_Error('headlesskey_failed', 'WordPress has failed.', ['status' => 500]);
                }
            },
        ]);
    }
}

/** Whether a password is the right one, by all that this site has to say about it. */
final class SignIn
{
    const LONGEST_MD5 = 32; // characters, by which WordPress tells such a hash from others

    // How WordPress says that it is not the password, or that there is no such user. Whatever else it says, it has from a plugin.
    const WRONG = ['incorrect_password', 'invalid_username', 'invalid_email', 'empty_username', 'empty_password', 'authentication_failed'];

    public static function verify(CallBody $body): array
    {
        $login = $body->text('login');
        $password = $body->text('password');
        $ip = $body->optionalText('ip');
        $user = People::find('login_or_email', $login);
        $result = self::apartFromNewPasswords($login, function () use ($ip, $login, $password) {
            return self::asIfFrom($ip, function () use ($login, $password) {
                return wp_authenticate($login, self::stored($login, $password));
            });
        });
        if (is_wp_error($result)) {
            $code = $result->get_error_code();
            if ($code === 'headlesskey_account_disabled' && $user) {
                return self::no('account_disabled');
            }
            return in_array($code, self::WRONG, true) ? self::no('incorrect_password') : self::no('refused') + ['reason' => (string) $code];
        }
        // It may be somebody else, who was found less exactly, or by a plugin.
        if (!$user || $result->ID !== $user->ID) {
            return self::no('incorrect_password');
        }
        if (People::isDisabled($user)) {
            return self::no('account_disabled');
        }
        return ['ok' => true, 'user' => People::show($user->ID)]; // its stamp is read now: signing in may have hashed the password anew
    }

    /**
     * A right password whose hash is of an old kind is written anew. That must not happen over another password, set while this one was
     * checked: so it is checked either before or after.
     */
    private static function apartFromNewPasswords(string $login, callable $work)
    {
        $user = self::whomWordPressFinds($login);
        $isWritten = $user && (strlen($user->user_pass) <= self::LONGEST_MD5
            || (function_exists('wp_password_needs_rehash') && wp_password_needs_rehash($user->user_pass, $user->ID)));
        return !$isWritten ? $work() : Lock::hold("user $user->ID", function () use ($user, $work) {
            Accounts::forget($user->ID); // read before we had the lock
            return $work();
        });
    }

    private static function whomWordPressFinds(string $login): ?\WP_User
    {
        return (get_user_by('login', $login) ?: get_user_by('email', $login)) ?: null;
    }

    /**
     * WordPress's own pages hash a password with the slashes that it puts before quotes; its command line and others do not. The form in
     * which this user's is stored. A user who is not there costs the same time: WordPress itself would answer at once, and so tell.
     */
    private static function stored(string $login, string $password): string
    {
        $slashed = wp_slash($password);
        $user = self::whomWordPressFinds($login);
        if (!$user) {
            wp_hash_password($password);
        }
        if ($slashed === $password) {
            return $password;
        }
        if (!$user) {
            wp_hash_password($slashed);
            return $password;
        }
        return wp_check_password($slashed, $user->user_pass, $user->ID) ? $slashed : $password;
    }

    /** Plugins that count guesses must count those of the end user, not of the server that passes them on. */
    private static function asIfFrom(?string $ip, callable $work)
    {
        $own = $_SERVER['REMOTE_ADDR'] ?? '';
        if ($ip !== null && filter_var($ip, FILTER_VALIDATE_IP)) {
            $_SERVER['REMOTE_ADDR'] = $ip;
        }
        // Within a REST request core would take an application password for the account's.
        $removed = remove_filter('authenticate', 'wp_authenticate_application_password', 20);
        try {
            return $work();
        } finally {
            $_SERVER['REMOTE_ADDR'] = $own;
            if ($removed) {
                add_filter('authenticate', 'wp_authenticate_application_password', 20, 3);
            }
        }
    }

    private static function no(string $code): array
    {
        return ['ok' => false, 'code' => $code];
    }
}

/** Looks accounts up, makes and changes them. */
final class Accounts
{
    const TEXTS = ['display_name', 'first_name', 'last_name', 'nickname', 'locale'];
    const MOST_STAMPS = 500;

    /** Says of many at once how they stand, in two queries: the server asks this of whoever is signed in there, again and again. */
    public static function stamps(CallBody $body): array
    {
        $ids = $body->numbers('ids', self::MOST_STAMPS);
        cache_users($ids);
        $users = [];
        foreach (array_filter(array_map('get_userdata', $ids)) as $user) {
            $users[] = ['ID' => $user->ID, 'stamp' => People::stamp($user), 'disabled' => People::isDisabled($user), 'roles' => array_values($user->roles)];
        }
        return ['users' => $users];
    }

    public static function find(CallBody $body): array
    {
        $by = $body->text('by');
        if (!in_array($by, ['id', 'login', 'email', 'login_or_email'], true)) {
            throw CallFault::member('by', 'It must be id, login, email or login_or_email.');
        }
        $value = $by === 'id' ? $body->optionalNumber('value') : $body->text('value');
        $user = $value === null ? null : People::find($by, $value);
        if (!$user) {
            throw self::nobody();
        }
        return ['user' => People::show($user->ID)];
    }

    public static function create(CallBody $body): \WP_REST_Response
    {
        $login = $body->text('login');
        $email = $body->text('email');
        $password = $body->newPassword();
        $role = $body->optionalText('role') ?? (Settings::roles()[0] ?? '');
        self::mustBeListed([$role]);
        if (!validate_username($login)) {
            throw CallFault::member('login', 'WordPress does not allow it.');
        }
        self::checkEmail($email);
        $user = ['user_login' => $login, 'user_email' => $email, 'display_name' => $body->optionalText('name') ?: $login, 'role' => $role];
        $id = Lock::hold('accounts', function () use ($login, $email, $user, $password) {
            // Whoever has another's address for a login would catch what that one types at sign-in.
            if (username_exists($login) || (!People::isSame($login, $email) && email_exists($login))) {
                throw new CallFault(409, 'existing_user_login', 'That login is taken.');
            }
            if (email_exists($email) || username_exists($email)) {
                throw new CallFault(409, 'existing_user_email', 'That address is taken.');
            }
            return wp_insert_user(wp_slash($user) + ['user_pass' => $password]);
        });
        self::failOn($id, 'login');
        return new \WP_REST_Response(['user' => People::show($id)], 201);
    }

    public static function change(CallBody $body, int $id): array
    {
        self::mustExist($id);
        $changes = [];
        foreach (self::TEXTS as $name) {
            if ($body->has($name)) {
                $changes[$name] = $body->optionalText($name);
            }
        }
        if (isset($changes['display_name']) && trim($changes['display_name']) === '') {
            throw CallFault::member('display_name', 'It must not be empty.');
        }
        if (isset($changes['locale']) && !preg_match('/^[A-Za-z0-9_]{0,20}$/D', $changes['locale'])) {
            throw CallFault::member('locale', 'It must be a locale, such as en_US, or empty.');
        }
        if ($body->has('email')) {
            $changes['user_email'] = $body->text('email');
            self::checkEmail($changes['user_email']);
        }
        $disabled = $body->optionalBool('disabled');
        $stamp = $body->optionalText('stamp');
        if ($changes !== []) {
            self::update($id, $changes, $stamp);
        }
        if ($disabled !== null) {
            self::setDisabled($id, $disabled);
        }
        return ['user' => People::show($id)];
    }

    public static function setPassword(CallBody $body, int $id): array
    {
        self::mustExist($id);
        $password = $body->newPassword();
        $stamp = $body->optionalText('stamp');
        Lock::hold("user $id", function () use ($id, $password, $stamp) {
            self::expect($id, $stamp);
            wp_set_password($password, $id);
        });
        \WP_Session_Tokens::get_instance($id)->destroy_all();
        return ['user' => People::show($id)];
    }

    /**
     * Gives roles in the place of those that the user has. An administrator is not the server's to demote, nor is anybody else who has
     * what the server may not give.
     */
    public static function setRoles(CallBody $body, int $id): array
    {
        self::mustExist($id);
        $roles = array_values(array_unique($body->texts('roles')));
        self::mustBeListed($roles);
        $stamp = $body->optionalText('stamp');
        Lock::hold("user $id", function () use ($id, $roles, $stamp) {
            $stored = self::storedRoles($id); // before the user is read: what is overwritten is nothing newer than what was judged
            $user = self::expect($id, $stamp);
            self::mustBeListed(array_keys($user->caps)); // the roles, and what the user has been granted or denied besides
            // What was judged came through caches and other plugins. It must be what is overwritten; an empty row is no roles.
            if ($stored !== '' && $stored !== serialize($user->caps)) {
                throw self::rolesHaveChanged();
            }
            if (is_multisite() && is_super_admin($id)) {
                throw self::notListed();
            }
            self::replaceRoles($user, $stored, $roles);
        });
        return ['user' => People::show($id)];
    }

    /** @throws CallFault There is no such user. */
    public static function mustExist(int $id): void
    {
        if (!get_userdata($id)) {
            throw self::nobody();
        }
    }

    /** @throws CallFault The user has another password by now, or is gone. */
    private static function expect(int $id, ?string $stamp): \WP_User
    {
        self::forget($id); // read before we had the lock
        $user = get_userdata($id);
        if (!$user) {
            throw self::nobody();
        }
        if ($stamp !== null && !hash_equals(People::stamp($user), $stamp)) {
            throw new CallFault(409, 'headlesskey_changed', 'The password has been changed meanwhile.');
        }
        return $user;
    }

    /** Has the user read anew, together with the roles, which are user meta. */
    public static function forget(int $id): void
    {
        clean_user_cache($id);
        wp_cache_delete($id, 'user_meta');
    }

    /** @throws CallFault One of them is no role, or none that this site lets the server give and take away. */
    private static function mustBeListed(array $roles): void
    {
        // A name that is no role would be a capability.
        if (array_diff($roles, array_filter(Settings::roles(), [wp_roles(), 'is_role'])) !== []) {
            throw self::notListed();
        }
    }

    private static function notListed(): CallFault
    {
        return new CallFault(403, 'headlesskey_role', 'HEADLESSKEY_ROLES must name every role that is given, and all that the user has.');
    }

    /** The row of user meta in which WordPress keeps the roles, as it is. */
    private static function storedRoles(int $id): string
    {
        global $wpdb;
        add_user_meta($id, self::rolesKey(), [], true); // whoever was made by SQL may have none
        return (string) $wpdb->get_var($wpdb->prepare(
            "SELECT meta_value FROM $wpdb->usermeta WHERE user_id = %d AND meta_key = %s ORDER BY umeta_id LIMIT 1", $id, self::rolesKey()));
    }

    /** Writes the roles if no others are there by now: WordPress's own pages change them, too, and ask for no lock. Then says so as WordPress does. */
    private static function replaceRoles(\WP_User $user, string $stored, array $roles): void
    {
        global $wpdb;
        $new = serialize(array_fill_keys($roles, true));
        if ($new === $stored) {
            return;
        }
        $written = $wpdb->query($wpdb->prepare(
            "UPDATE $wpdb->usermeta SET meta_value = %s WHERE user_id = %d AND meta_key = %s AND meta_value = %s", $new, $user->ID, self::rolesKey(), $stored));
        if ($written === false) {
            throw new CallFault(500, 'headlesskey_failed', 'The database has not kept it.');
        }
        self::forget($user->ID);
        if ($written === 0) {
            throw self::rolesHaveChanged();
        }
        get_userdata($user->ID)->update_user_level_from_caps();
        foreach (array_diff($user->roles, $roles) as $role) {
            do_action('remove_user_role', $user->ID, $role);
        }
        foreach (array_diff($roles, $user->roles) as $role) {
            do_action('add_user_role', $user->ID, $role);
        }
        do_action('set_user_role', $user->ID, $roles[0] ?? '', array_values($user->roles));
    }

    private static function rolesHaveChanged(): CallFault
    {
        return new CallFault(409, 'headlesskey_changed', 'The roles have been changed meanwhile.');
    }

    private static function rolesKey(): string
    {
        global $wpdb;
        return $wpdb->get_blog_prefix() . 'capabilities'; // as WP_User has it
    }

    private static function update(int $id, array $changes, ?string $stamp): void
    {
        // The server writes to people itself, in its own words.
        add_filter('send_email_change_email', '__return_false', 1000);
        try {
            $result = Lock::hold('accounts', function () use ($id, $changes, $stamp) {
                $user = self::expect($id, $stamp);
                $owner = isset($changes['user_email']) ? username_exists($changes['user_email']) : false;
                if ($owner && $owner !== $id) {
                    throw new CallFault(409, 'existing_user_email', 'That address is taken.');
                }
                return self::writeOnly($changes, $user, function () use ($id, $changes) {
                    return wp_update_user(wp_slash(['ID' => $id] + $changes));
                });
            });
        } finally {
            remove_filter('send_email_change_email', '__return_false', 1000);
        }
        self::failOn($result, 'body');
    }

    /**
     * WordPress reads the whole row and writes it back whole: over a new password, too, that is set in this moment under another lock or, by
     * its own pages, under none. So what would only be written back is left out.
     */
    private static function writeOnly(array $changes, \WP_User $user, callable $work)
    {
        $leaveOut = function ($data, $isUpdate, $id) use (&$leaveOut, $changes, $user) {
            if ((int) $id !== $user->ID || !is_array($data)) {
                return $data;
            }
            remove_filter('wp_pre_insert_user_data', $leaveOut, PHP_INT_MAX); // what other plugins change after it is theirs to answer for
            return array_filter($data, function ($value, $column) use ($changes, $user) {
                // One must be left, or WordPress says that there is nothing to do: the one that never changes.
                return isset($changes[$column]) || $column === 'user_registered' || $value !== ($user->data->$column ?? null);
            }, ARRAY_FILTER_USE_BOTH);
        };
        add_filter('wp_pre_insert_user_data', $leaveOut, PHP_INT_MAX, 3);
        try {
            return $work();
        } finally {
            remove_filter('wp_pre_insert_user_data', $leaveOut, PHP_INT_MAX);
        }
    }

    private static function setDisabled(int $id, bool $disabled): void
    {
        Standing::change($id, function (Standing $standing) use ($disabled) {
            $standing->isDisabled = $disabled;
        });
        if ($disabled) {
            \WP_Session_Tokens::get_instance($id)->destroy_all();
        }
    }

    private static function checkEmail(string $email): void
    {
        if (!is_email($email)) {
            throw CallFault::member('email', 'It must be an e-mail address.');
        }
    }

    /** @param int|\WP_Error $result */
    private static function failOn($result, string $member): void
    {
        if (!is_wp_error($result)) {
            return;
        }
        $code = (string) $result->get_error_code();
        if ($code === 'existing_user_login' || $code === 'existing_user_email') {
            throw new CallFault(409, $code, 'That is taken.');
        }
        if ($code === 'db_insert_error' || $code === 'db_update_error') {
            throw new CallFault(500, 'headlesskey_failed', 'The database has not kept it.');
        }
        throw CallFault::member($member, "WordPress does not allow it: $code.");
    }

    private static function nobody(): CallFault
    {
        return new CallFault(404, 'headlesskey_no_user', 'There is no such user.');
    }
}

/** Learns which tokens count no more. */
final class Revocations
{
    public static function revoke(CallBody $body, int $id): array
    {
        Accounts::mustExist($id);
        $notBefore = $body->optionalNumber('not_before');
        $entries = array_map([self::class, 'check'], $body->objects('revoked'));
        $standing = Standing::change($id, function (Standing $standing) use ($notBefore, $entries) {
            $standing->notBefore = max($standing->notBefore, $notBefore ?? 0);
            array_walk($entries, function ($entry) use ($standing) {
                $standing->revoke($entry);
            });
            $standing->prune(CallSignature::callersTime());
        });
        return ['ok' => true, 'not_before' => $standing->notBefore, 'revoked' => $standing->countRevoked()];
    }

    private static function check(array $entry): array
    {
        $isName = function ($text) {
            return is_string($text) && preg_match('/^[A-Za-z0-9_-]{1,128}$/D', $text);
        };
        $generation = $entry['gen'] ?? null;
        if (isset($entry['sid']) === isset($entry['jti'])
            || !$isName($entry['sid'] ?? $entry['jti'])
            || !is_int($entry['exp'] ?? null)
            || ($generation !== null && (!is_int($generation) || !isset($entry['sid'])))) {
            throw CallFault::member('revoked', 'Each must have a sid, perhaps with a gen, or a jti, and an exp.');
        }
        return $entry;
    }
}

/** Learns the public keys that tokens are signed with from now on. */
final class Keys
{
    const MOST = 16;

    public static function replace(CallBody $body): array
    {
        $keys = [];
        foreach ($body->objects('keys') as $key) {
            $entry = [$key['alg'] ?? null, $key['pem'] ?? null];
            // A secret is never sent: who needs HS256 pastes it into wp-config.php.
            if (!in_array($entry[0], ['RS256', 'ES256'], true) || Key::of($entry) === null
                || !is_string($key['kid'] ?? null) || !preg_match('/^[\x21-\x7e]{1,128}$/D', $key['kid'])) {
                throw CallFault::member('keys', 'Each must have a kid, an alg (RS256 or ES256) and the public key for it as pem.');
            }
            $keys[$key['kid']] = $entry;
        }
        // None at all is what a server says that has dropped its last one, for a secret that stands in wp-config.php.
        if (!$body->has('keys') || count($keys) > self::MOST) {
            throw CallFault::member('keys', 'There must be at most ' . self::MOST . '.');
        }
        update_option(Settings::PUSHED_KEYS, $keys, true); // autoloaded, so that a token costs no query for it
        return ['ok' => true, 'keys' => array_map('strval', array_keys(Settings::keyEntries()))];
    }
}

/** Tells the server how things are here. */
final class Health
{
    public static function report(): array
    {
        $keys = [];
        foreach (Settings::keyEntries() as $kid => $entry) {
            $keys[] = ['kid' => (string) $kid, 'alg' => (string) ($entry[0] ?? ''), 'usable' => Key::of($entry) !== null];
        }
        return [
            'ok' => true,
            'connector' => VERSION,
            'wordpress' => get_bloginfo('version'),
            'php' => PHP_VERSION,
            'time' => time(),
            'site' => home_url(),
            'multisite' => is_multisite(),
            'issuer' => Settings::issuer(),
            'audience' => Settings::audience(),
            'keys' => $keys,
            'roles' => Settings::roles(),
            'headers' => [
                'authorization' => !empty($_SERVER['HTTP_AUTHORIZATION']),
                'redirect_authorization' => !empty($_SERVER['REDIRECT_HTTP_AUTHORIZATION']),
                'x_hk_authorization' => !empty($_SERVER['HTTP_X_HK_AUTHORIZATION']),
            ],
            'faults' => Settings::faults(),
        ];
    }
}

/* =====================================================================================================================
 * The block "HeadlessKey login"
 * ================================================================================================================== */

/** A block that renders the server's custom element. What happens in it is between the browser and the server. */
final class LoginBlock
{
    const NAME = 'headlesskey/login';
    const SCRIPT = 'headlesskey-login';

    public static function register(): void
    {
        add_action('init', [self::class, 'registerBlock']);
        add_filter('script_loader_tag', [self::class, 'makeModule'], 10, 3);
    }

    public static function registerBlock(): void
    {
        // Scripts without a file of their own: this plugin is one file. They need no build, only what the editor has.
        wp_register_script('headlesskey-login-editor', false, ['wp-blocks', 'wp-element', 'wp-block-editor', 'wp-components'], VERSION, true);
        wp_add_inline_script('headlesskey-login-editor', self::editorScript());
        register_block_type(self::NAME, [
            'api_version' => 2,
            'editor_script' => 'headlesskey-login-editor',
            'attributes' => ['lang' => ['type' => 'string', 'default' => ''], 'views' => ['type' => 'string', 'default' => '']],
            'render_callback' => [self::class, 'render'],
        ]);
    }

    public static function render($attributes): string
    {
        $server = Settings::serverUrl();
        if ($server === null) {
            return current_user_can('manage_options') ? '<p>HEADLESSKEY_SERVER_URL is not set in wp-config.php.</p>' : '';
        }
        $html = '<headlesskey-login server="' . esc_url($server, ['https', 'http']) . '"';
        foreach (['lang', 'views'] as $name) {
            $value = $attributes[$name] ?? '';
            if (is_string($value) && $value !== '') {
                $html .= " $name=\"" . esc_attr($value) . '"';
            }
        }
        $html .= '></headlesskey-login>';

        // Once for a page, however many blocks are on it.
        wp_enqueue_script(self::SCRIPT, esc_url_raw("$server/headlesskey-login.js", ['https', 'http']), [], null, true);
        return $html;
    }

    /** The element's script is a module, and WordPress before 6.5 has no way to say so. */
    public static function makeModule($tag, $handle, $source)
    {
        return $handle === self::SCRIPT ? '<script type="module" src="' . esc_url($source, ['https', 'http']) . '"></script>' . "\n" : $tag;
    }

    private static function editorScript(): string
    {
        return <<<'JS'
(function (blocks, element, editor, components) {
    var el = element.createElement;
    function field(props, name, label, help) {
        return el(components.TextControl, {
            label: label,
            help: help,
            value: props.attributes[name],
            onChange: function (value) {
                var change = {};
                change[name] = value;
                props.setAttributes(change);
            }
        });
    }
    blocks.registerBlockType('headlesskey/login', {
        apiVersion: 2,
        title: 'HeadlessKey login',
        description: 'Lets visitors sign in at your HeadlessKey server.',
        icon: 'lock',
        category: 'widgets',
        keywords: ['login', 'sign in', 'account'],
        supports: { html: false },
        attributes: { lang: { type: 'string', default: '' }, views: { type: 'string', default: '' } },
        edit: function (props) {
            return el('div', editor.useBlockProps(),
                el(editor.InspectorControls, {},
                    el(components.PanelBody, { title: 'HeadlessKey login' },
                        field(props, 'lang', 'Language', 'Such as en or zh-CN. Empty: that of the browser.'),
                        field(props, 'views', 'Views', 'What visitors can do, such as: sign-in register forgot. Empty: all of it.'))),
                el(components.Placeholder, {
                    icon: 'lock',
                    label: 'HeadlessKey login',
                    instructions: 'Visitors see the form for signing in here.'
                }));
        },
        save: function () { return null; }
    });
})(window.wp.blocks, window.wp.element, window.wp.blockEditor, window.wp.components);
JS;
    }
}

/* =====================================================================================================================
 * Start
 * ================================================================================================================== */

if (Settings::issuer() !== null) {
    BearerAuthentication::register();
}
if (Settings::servers() !== []) {
    Calls::register();
}
DisabledAccounts::register();
LoginBlock::register();
