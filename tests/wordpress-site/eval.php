<?php
// Runs the PHP that is sent, inside WordPress, and answers what it returns as JSON. For tests: only who knows the secret that the
// fixture has written into the site's folder is heard.
$secret = file_get_contents(dirname(__DIR__) . '/etc/eval-secret');
if ($secret === false || !hash_equals($secret, $_SERVER['HTTP_X_TEST_SECRET'] ?? '')) {
    http_response_code(404);
    exit;
}
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
header('Content-Type: application/json');
echo wp_json_encode(array('value' => eval(file_get_contents('php://input'))));
