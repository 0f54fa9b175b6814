<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'wordpress');
define('DB_PASSWORD', 'wordpress');
define('DB_HOST', 'localhost:@SITE@/run/database.sock');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
foreach (array('AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE') as $name) {
    define("{$name}_KEY", "@SALT@ $name key");
    define("{$name}_SALT", "@SALT@ $name salt");
}
$table_prefix = 'wp_';

// Nothing here talks to the outside, or does by itself what no test has asked for.
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_AUTO_UPDATE_CORE', false);
define('DISABLE_WP_CRON', true);
define('DISALLOW_FILE_MODS', true);
define('WP_ENVIRONMENT_TYPE', 'local'); // application passwords without https

// The connector's constants: those of the address that was asked, else those of the site.
$connector = '@SITE@/etc/connector-' . preg_replace('/[^0-9.]/', '', $_SERVER['SERVER_ADDR'] ?? '') . '.php';
if (is_file($connector)) {
    require $connector;
} elseif (is_file('@SITE@/etc/connector.php')) {
    require '@SITE@/etc/connector.php';
}

if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
