<?php
// Installs WordPress without a browser: install.php FOLDER URL
list(, $folder, $url) = $argv;
$address = parse_url($url);
$_SERVER += array(
    'HTTP_HOST' => $address['host'] . ':' . $address['port'],
    'SERVER_NAME' => $address['host'],
    'SERVER_PORT' => $address['port'],
    'SERVER_PROTOCOL' => 'HTTP/1.1',
    'REQUEST_METHOD' => 'GET',
    'REQUEST_URI' => '/',
    'REMOTE_ADDR' => '127.0.0.1',
);
define('WP_INSTALLING', true);
define('WP_SITEURL', $url);
require "$folder/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install('The test site', 'admin', 'admin@site.test', true, '', 'admin of the test site');
foreach (array('subscriber', 'author', 'editor') as $role) {
    $id = wp_insert_user(array(
        'user_login' => $role,
        'user_pass' => "$role of the test site",
        'user_email' => "$role@site.test",
        'display_name' => ucfirst($role),
        'role' => $role,
    ));
    if (is_wp_error($id)) {
        fwrite(STDERR, $id->get_error_message());
        exit(1);
    }
}
update_option('home', $url);
update_option('permalink_structure', '/%postname%/');
delete_option('rewrite_rules'); // made anew, with the REST API's, when the first request asks
$themes = array_keys(wp_get_themes());
switch_theme(end($themes));
update_option('show_avatars', 0);
