#include "ui/widgets/theme.h"

namespace rollscope::ui {

const std::array<TokenRow, tokenCount>& tokenTable() {
    static constexpr std::array<TokenRow, tokenCount> table{{
        {Token::bg0, "bg0", 0x0E1116, 0xF3F4F6},      // page canvas, input fields
        {Token::bg1, "bg1", 0x14181F, 0xFFFFFF},      // rail, bars, inspector, panels
        {Token::bg2, "bg2", 0x1B2029, 0xEDEFF3},      // hover, neutral badge
        {Token::bg3, "bg3", 0x262D38, 0xDFE4EB},      // selected row, pressed, track of a bar
        {Token::line, "line", 0x2A313C, 0xD9DEE5},    // separators
        {Token::line2, "line2", 0x414B59, 0xBCC4CE},  // idle tree edges, guides
        {Token::ctl, "ctl", 0x6B7788, 0x7B8694},      // borders of controls, pending shapes
        {Token::ink, "ink", 0xE8ECF1, 0x14181F},      // text, accent
        {Token::ink2, "ink2", 0xAEB8C5, 0x444E5B},    // secondary text, icons
        {Token::ink3, "ink3", 0x8C98A8, 0x5B6573},    // labels, units
        {Token::l1, "l1", 0x72B4FF, 0x0B57A4},       {Token::l1b, "l1b", 0x3A7CC4, 0x4486CC},
        {Token::l1t, "l1t", 0x12263D, 0xE5EFFA},     {Token::l2, "l2", 0x55CB8E, 0x0E653B},
        {Token::l2b, "l2b", 0x2F8F60, 0x359364},     {Token::l2t, "l2t", 0x10291E, 0xE2F3E9},
        {Token::am, "am", 0xE9B44C, 0x7F5200},  // a clock runs
        {Token::amb, "amb", 0x9A7624, 0xAE7714},     {Token::amt, "amt", 0x2D2410, 0xFBEFD3},
        {Token::rd, "rd", 0xFF8078, 0xB0241C},  // dispute, failure
        {Token::rdb, "rdb", 0xC24B46, 0xD5554D},     {Token::rdt, "rdt", 0x351A1B, 0xFCE8E6},
    }};
    return table;
}

}  // namespace rollscope::ui
