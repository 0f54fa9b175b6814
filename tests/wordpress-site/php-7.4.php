<?php
// Says what in a file is later PHP than 7.4: php-7.4.php FILE. There is no PHP 7.4 to ask on machines of today, so this looks for what
// came later by the words that today's PHP reads in the file.
const LATER_FUNCTIONS = [
    'str_contains', 'str_starts_with', 'str_ends_with', 'get_debug_type', 'get_resource_id', 'fdiv', 'preg_last_error_msg', 'array_is_list', 'fsync',
    'fdatasync', 'enum_exists', 'array_find', 'array_any', 'array_all', 'mb_trim', 'mb_ucfirst', 'json_validate', 'mb_str_pad', 'str_increment', 'ini_parse_quantity',
];
const LATER_TYPES = ['mixed', 'static', 'never', 'false', 'null', 'true'];

$tokens = array_values(array_filter(token_get_all(file_get_contents($argv[1])), function ($token) {
    return !is_array($token) || !in_array($token[0], [T_WHITESPACE, T_COMMENT, T_DOC_COMMENT], true);
}));
$text = function (int $i) use ($tokens): string {
    return isset($tokens[$i]) ? (is_array($tokens[$i]) ? $tokens[$i][1] : $tokens[$i]) : '';
};
$kind = function (int $i) use ($tokens): int {
    return isset($tokens[$i]) && is_array($tokens[$i]) ? $tokens[$i][0] : 0;
};
$line = 1;
$found = 0;
$report = function (string $what) use (&$line, &$found): void {
    echo "line $line: $what\n";
    $found++;
};
// The index of the bracket that closes the one at $open.
$closing = function (int $open) use ($text): int {
    for ($i = $open, $depth = 0; ; $i++) {
        $depth += in_array($text($i), ['(', '[', '{'], true) ? 1 : (in_array($text($i), [')', ']', '}'], true) ? -1 : 0);
        if ($depth === 0 || $text($i) === '') {
            return $i;
        }
    }
};

foreach ($tokens as $i => $token) {
    $line = is_array($token) ? $token[2] : $line;
    switch ($kind($i)) {
        case T_MATCH: $report('match'); break;
        case T_NULLSAFE_OBJECT_OPERATOR: $report('?->'); break;
        case T_ATTRIBUTE: $report('an attribute'); break;
        case T_ENUM: $report('enum'); break;
        case T_READONLY: $report('readonly'); break;
        case T_LNUMBER: stripos($text($i), '0o') === 0 && $report('0o'); break;
        case T_FINAL: $kind($i + 1) === T_CONST && $report('final const'); break;
        case T_THROW: in_array($text($i - 1), [';', '{', '}', ':', ')'], true) || $report('throw in an expression'); break;
        case T_CATCH: $kind($closing($i + 1) - 1) === T_VARIABLE || $report('catch without a variable'); break;
        case T_STRING:
        case T_NAME_FULLY_QUALIFIED:
            $isCall = $text($i + 1) === '(' && !in_array($kind($i - 1), [T_OBJECT_OPERATOR, T_DOUBLE_COLON, T_FUNCTION, T_NEW], true);
            $isCall && in_array(ltrim($text($i), '\\'), LATER_FUNCTIONS, true) && $report($text($i) . '()');
            $text($i + 1) === ':' && in_array($text($i - 1), ['(', ','], true) && $report('a named argument');
            break;
        case T_ELLIPSIS: $text($i + 1) === ')' && $report('f(...)'); break;
        case T_FUNCTION:
        case T_FN:
            $open = $i + 1;
            while ($text($open) !== '(') {
                $open++;
            }
            $close = $closing($open);
            $text($close - 1) === ',' && $report('a comma behind the last parameter');
            $isConstructor = $text($open - 1) === '__construct';
            for ($j = $open + 1; $j < $close; $j++) {
                $isConstructor && in_array($kind($j), [T_PUBLIC, T_PROTECTED, T_PRIVATE], true) && $report('a promoted parameter');
                $kind($j + 1) === T_VARIABLE && in_array(strtolower($text($j)), LATER_TYPES, true) && $text($j - 1) !== '=' && $report('the type ' . $text($j));
                $text($j) === '|' && $kind($j + 2) === T_VARIABLE && $report('a union of types');
            }
            if ($text($close + 1) === ':') {
                $at = $text($close + 2) === '?' ? $close + 3 : $close + 2;
                in_array(strtolower($text($at)), LATER_TYPES, true) && $report('the type ' . $text($at));
                $text($at + 1) === '|' && $report('a union of types');
            }
            break;
    }
}
exit($found === 0 ? 0 : 1);
